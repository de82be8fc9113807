import type * as z from 'zod/mini';
import { importRoutes } from '../../../../shared/contracts/import-routes.ts';
import { call } from '../../api/call.ts';
import { useTexts } from '../../texts/texts.tsx';

type View = z.output<typeof importRoutes.takeBackImport.output>;
type Place = Readonly<{ cycle: string; unit: string; import: string }>;

/** Takes an import back as a whole: a call takes what its time allows, and the same call goes on. */
export async function takeBack(params: Place): Promise<View> {
  let takenBack = 0;
  for (;;) {
    const done = await call(importRoutes.takeBackImport, { params });
    takenBack += done.takenBack;
    if (!done.more) return { ...done, takenBack };
  }
}

/** How many rows were taken back, and which stay since somebody has changed them. */
export function TakenBack({ of }: { of: View }) {
  const { t } = useTexts();
  return (
    <div role="status">
      <p className="good">{t('importUndone', { count: of.takenBack })}</p>
      {of.left > 0 && (
        <>
          <p>{t('importUndoLeft', { count: of.left })}</p>
          <ul>
            {of.leftRows.map(({ title, status }, place) => (
              <li key={place}>
                {title}
                {status === 'withdrawn' && `（${t('importUndoWithdrawn')}）`}
              </li>
            ))}
          </ul>
        </>
      )}
    </div>
  );
}
