import { useQuery } from '@tanstack/react-query';
import { useEffect, useRef, useState } from 'react';
import { evidenceRoutes } from '../../../../shared/contracts/evidence-routes.ts';
import { call, Unreachable } from '../../api/call.ts';
import { Button } from '../../layout/button.tsx';
import { Dialog } from '../../layout/dialog.tsx';
import { Failed, Loading } from '../../layout/states.tsx';
import { useTexts } from '../../texts/texts.tsx';
import type { PiecePlace } from './uploads.ts';

/** Kinds whose look the browser can decode. Everything else is downloaded and opened with what it is made for. */
export const canPreview = (contentType: string) =>
  contentType === 'image/jpeg' || contentType === 'image/png';

/** No picture is drawn larger than this: photographs of 40 million points are cut down on the way. */
const longestSide = 1600;

/** Downloads a file under its own name. @throws Refused, SignedOut or Unreachable */
export async function download(place: PiecePlace, file: string): Promise<void> {
  const { url } = await call(evidenceRoutes.getDownloadLink, { params: { ...place, file } });
  window.location.assign(url);
}

/**
 * A picture in front of the page. Only its points are shown: the file's bytes are decoded and drawn, and nothing in them is ever
 * taken for a page, a script or a link.
 */
export function Preview(props: {
  place: PiecePlace;
  file: Readonly<{ id: string; name: string }>;
  close: () => void;
}) {
  const { t } = useTexts();
  const { place, file, close } = props;
  const canvas = useRef<HTMLCanvasElement>(null);
  const [broken, setBroken] = useState(false);
  const found = useQuery({
    queryKey: ['picture', file.id],
    queryFn: async () => {
      const { url } = await call(evidenceRoutes.getDownloadLink, { params: { ...place, file: file.id } });
      try {
        return await (await fetch(url)).blob();
      } catch {
        throw new Unreachable();
      }
    },
    gcTime: 60_000,
    staleTime: 60_000,
  });
  useEffect(() => {
    const blob = found.data;
    if (blob === undefined) return;
    draw(blob, canvas.current).catch(() => setBroken(true));
  }, [found.data]);
  return (
    <Dialog
      title={file.name}
      close={close}
      actions={
        <>
          <Button onClick={() => void download(place, file.id)}>{t('evidenceDownload')}</Button>
          <Button kind="primary" onClick={close}>
            {t('close')}
          </Button>
        </>
      }
    >
      {found.error !== null && <Failed error={found.error} retry={() => void found.refetch()} />}
      {found.isPending && <Loading />}
      {broken && <p className="bad">{t('evidenceNoPreview')}</p>}
      <canvas ref={canvas} className="preview" role="img" aria-label={file.name} />
    </Dialog>
  );
}

async function draw(blob: Blob, onto: HTMLCanvasElement | null): Promise<void> {
  const picture = await createImageBitmap(blob);
  const scale = Math.min(1, longestSide / Math.max(picture.width, picture.height));
  if (onto === null) return;
  onto.width = Math.round(picture.width * scale);
  onto.height = Math.round(picture.height * scale);
  onto.getContext('2d')?.drawImage(picture, 0, 0, onto.width, onto.height);
  picture.close();
}
