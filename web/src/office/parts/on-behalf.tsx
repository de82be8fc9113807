import { handInRoutes } from '../../../../shared/contracts/hand-in-routes.ts';
import { call } from '../../api/call.ts';
import { useNames, useYear } from '../../session/year.tsx';
import { useTexts } from '../../texts/texts.tsx';
import { Act } from './act.tsx';

/** Hands in for a body that keeps silent, with the reason that the report will say. */
export function OnBehalf({ body }: { body: string }) {
  const { t } = useTexts();
  const { cycle } = useYear();
  const names = useNames();
  return (
    <Act
      label={t('onBehalf')}
      why={t('onBehalfWhy', { name: names.body(body) })}
      draft={`on-behalf ${cycle.id} ${body}`}
      ask={[{ name: 'reason', label: t('onBehalfReason'), type: 'long' }]}
      change={({ of }) =>
        call(handInRoutes.handInForBody, {
          params: { cycle: cycle.id, body },
          body: { reason: of('reason') },
        })
      }
    />
  );
}
