import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import * as z from 'zod/mini';
import { Refused } from '../../api/call.ts';
import { useDraft } from '../../api/draft.ts';
import { Button } from '../../layout/button.tsx';
import { Conflict } from '../../layout/conflict.tsx';
import { Field } from '../../layout/field.tsx';
import { FailedLine } from '../../layout/states.tsx';
import { useIsStaff } from '../../session/year.tsx';
import { useTexts } from '../../texts/texts.tsx';
import { PickEvidence } from './pick-evidence.tsx';

const shape = z.object({ text: z.string(), evidence: z.array(z.string()) });
type Said = z.infer<typeof shape>;
const nothingSaid: Said = { text: '', evidence: [] };

/** A few sentences that the unit says to something, kept until they are sent. Nothing for who does not speak for the unit. */
export function Say(props: {
  cycle: string;
  unit: string;
  /** Names the draft. */
  about: string;
  label: string;
  hint: string;
  withEvidence: boolean;
  /** What stands there now, where a colleague may have said it meanwhile: both then stand beside each other. */
  current?: Readonly<{ text: string; evidence: readonly string[] }> | null;
  send: (said: Said) => Promise<unknown>;
  /** The query that shows the answer. */
  shows: string;
}) {
  const { t } = useTexts();
  const { cycle, unit, about, label, hint, withEvidence, current = null, send, shows } = props;
  const draft = useDraft(`say ${cycle} ${unit} ${about}`, shape, nothingSaid);
  const [tried, setTried] = useState(false);
  const queries = useQueryClient();
  /** A colleague has spoken meanwhile: nothing is sent before it is chosen whose words stand. */
  const [choosing, setChoosing] = useState(false);
  const isStaff = useIsStaff(unit);
  const missing = draft.value.text.trim() === '';
  const sending = useMutation({
    mutationFn: () => send({ ...draft.value, text: draft.value.text.trim() }),
    onSuccess: async () => {
      draft.clear();
      setTried(false);
      await queries.invalidateQueries({ queryKey: [shows, cycle, unit] });
      await queries.invalidateQueries({ queryKey: ['standing', cycle, unit] });
    },
    onError: async (error) => {
      if (!(error instanceof Refused) || error.problem.code !== 'changed-meanwhile') return;
      await queries.invalidateQueries({ queryKey: [shows, cycle, unit] });
      setChoosing(true);
    },
  });
  if (!isStaff) return null;
  if (choosing && current !== null) {
    const attached = (of: readonly string[]) =>
      of.length === 0 ? '' : t('sayAttached', { count: of.length });
    return (
      <Conflict
        fields={[
          { label, theirs: current.text, mine: draft.value.text.trim() },
          {
            label: t('sayEvidence'),
            theirs: attached(current.evidence),
            mine: attached(draft.value.evidence),
          },
        ]}
        busy={sending.isPending}
        takeTheirs={() => {
          draft.clear();
          sending.reset();
          setChoosing(false);
        }}
        putMine={() => {
          setChoosing(false);
          sending.mutate();
        }}
      />
    );
  }
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
