import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import * as z from 'zod';
import { Refused } from '../../api/call.ts';
import { useDraft } from '../../api/draft.ts';
import { Button } from '../../layout/button.tsx';
import { Field } from '../../layout/field.tsx';
import { FailedLine } from '../../layout/states.tsx';
import { useTexts } from '../../texts/texts.tsx';
import { PickEvidence } from './pick-evidence.tsx';

const shape = z.object({ text: z.string(), evidence: z.array(z.string()) });
type Said = z.infer<typeof shape>;
const nothingSaid: Said = { text: '', evidence: [] };

/** A few sentences that the unit says to something, kept until they are sent. */
export function Say(props: {
  cycle: string;
  unit: string;
  /** Names the draft. */
  about: string;
  label: string;
  hint: string;
  withEvidence: boolean;
  send: (said: Said) => Promise<unknown>;
  /** The query that shows the answer. */
  shows: string;
}) {
  const { t } = useTexts();
  const { cycle, unit, about, label, hint, withEvidence, send, shows } = props;
  const draft = useDraft(`say ${cycle} ${unit} ${about}`, shape, nothingSaid);
  const [tried, setTried] = useState(false);
  const queries = useQueryClient();
  const missing = draft.value.text.trim() === '';
  const sending = useMutation({
    mutationFn: () => send({ ...draft.value, text: draft.value.text.trim() }),
    onSuccess: async () => {
      draft.clear();
      setTried(false);
      await queries.invalidateQueries({ queryKey: [shows, cycle, unit] });
      await queries.invalidateQueries({ queryKey: ['standing', cycle, unit] });
    },
    // A colleague has spoken meanwhile: what they said is shown, and what is typed here stays.
    onError: (error) =>
      error instanceof Refused && error.problem.code === 'changed-meanwhile'
        ? queries.invalidateQueries({ queryKey: [shows, cycle, unit] })
        : undefined,
  });
  return (
    <div>
      <Field
        label={label}
        type="long"
        most={2000}
        hint={hint}
        value={draft.value.text}
        change={(text) => draft.change({ ...draft.value, text })}
        missing={tried && missing}
      />
      {withEvidence && (
        <PickEvidence
          cycle={cycle}
          unit={unit}
          chosen={draft.value.evidence}
          change={(evidence) => draft.change({ ...draft.value, evidence })}
        />
      )}
      <FailedLine error={sending.error} />
      <div className="actions">
        <Button
          kind="primary"
          busy={sending.isPending}
          onClick={() => {
            setTried(true);
            if (!missing) sending.mutate();
          }}
        >
          {t('sendNow')}
        </Button>
      </div>
    </div>
  );
}
