import { useMutation, useQuery } from '@tanstack/react-query';
import { evidenceRoutes } from '../../../shared/contracts/evidence-routes.ts';
import type { EvidenceView } from '../../../shared/contracts/evidence-views.ts';
import { call } from '../api/call.ts';
import { saveEvidenceFile } from '../api/download.ts';
import { Button } from '../layout/button.tsx';
import { FailedLine } from '../layout/states.tsx';
import { Tag } from '../layout/tag.tsx';
import { useTexts } from '../texts/texts.tsx';
import { FilePreview, isPicture } from './file-preview.tsx';

/** What a piece consists of: its note, channel, files with a safe look at pictures, links; and files elsewhere that look the same. */
export function PieceFiles(props: { piece: EvidenceView; cycle: string; lookalikes: boolean }) {
  const { t, day } = useTexts();
  const { piece, cycle, lookalikes } = props;
  const place = { cycle, unit: piece.unit, evidence: piece.id };
  const saving = useMutation({ mutationFn: (file: string) => saveEvidenceFile({ ...place, file }) });
  const inspected = piece.files.filter(({ status }) => status === 'inspected');
  return (
    <>
      {piece.note !== null && <p className="lines">{piece.note}</p>}
      {piece.channel !== null && (
        <p>{t('reviewSeen', { place: piece.channel.place, day: day(piece.channel.seenOn) })}</p>
      )}
      <ul className="files">
        {inspected.map((file) => (
          <li key={file.id}>
            <span className="file">{file.declared.name}</span>
            <Button
              busy={saving.isPending && saving.variables === file.id}
              onClick={() => saving.mutate(file.id)}
              label={`${t('download')} ${file.declared.name}`}
            >
              {t('download')}
            </Button>
            {isPicture(file) && <FilePreview place={{ ...place, file: file.id }} name={file.declared.name} />}
          </li>
        ))}
        {piece.links.map((link) => (
          <li key={link.url}>
            <a href={link.url} target="_blank" rel="noreferrer noopener">
              {link.title ?? link.url}
            </a>{' '}
            <span className="soft">{t('reviewOutside')}</span>
          </li>
        ))}
      </ul>
      <FailedLine error={saving.error} />
      {lookalikes && inspected.length > 0 && <Lookalikes place={place} />}
    </>
  );
}

/** Files of any unit and year that are the same or look alike. A hint for people: one picture may well serve two reports. */
function Lookalikes({ place }: { place: { cycle: string; unit: string; evidence: string } }) {
  const { t } = useTexts();
  const found = useQuery({
    queryKey: ['lookalikes', place.cycle, place.evidence],
    queryFn: () => call(evidenceRoutes.listLookalikes, { params: place }),
  });
  if (found.data === undefined || found.data.items.length === 0) return null;
  return (
    <div className="callout" role="note">
      <b>{t('reviewAlike')}</b>
      <ul className="plain-list">
        {found.data.items.map(({ file, sameContent, other }) => (
          <li key={`${file} ${other.file}`}>
            <Tag tone={sameContent ? 'bad' : 'warn'}>{t(sameContent ? 'reviewSame' : 'reviewSimilar')}</Tag>
            {t('reviewAlikeOf', {
              year: other.cycle,
              unit: other.unitName,
              title: other.title,
              name: other.name,
            })}
          </li>
        ))}
      </ul>
      {found.data.more && <p>{t('reviewAlikeMore')}</p>}
    </div>
  );
}
