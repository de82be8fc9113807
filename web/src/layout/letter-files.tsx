import { useMutation } from '@tanstack/react-query';
import { documentRoutes } from '../../../shared/contracts/document-routes.ts';
import { call } from '../api/call.ts';
import { save } from '../api/download.ts';
import { useTexts } from '../texts/texts.tsx';
import { Button } from './button.tsx';
import { FailedLine } from './states.tsx';

const forms = [
  ['Word', documentRoutes.getProblemLetterDocx],
  ['PDF', documentRoutes.getProblemLetterPdf],
] as const;

/** A unit's problem letter as a document: to print, to sign for, to pass on. @param cycle the year that it is of */
export function LetterFiles(params: { cycle: string; unit: string }) {
  const { t } = useTexts();
  const fetching = useMutation({
    mutationFn: async (route: (typeof forms)[number][1]) => save(await call(route, { params })),
  });
  return (
    <>
      <p className="tools">
        {forms.map(([form, route]) => (
          <Button key={form} busy={fetching.isPending} onClick={() => fetching.mutate(route)}>
            {t('problemsFile', { form })}
          </Button>
        ))}
      </p>
      <FailedLine error={fetching.error} />
    </>
  );
}
