import * as z from 'zod/mini';
import type { RequestView } from '../../../../shared/contracts/request-views.ts';
import {
  applicantKind,
  receipt,
  requestEntry,
  type RequestEntry,
} from '../../../../shared/domain/requests/request.ts';
import { Choice, Field } from '../../layout/field.tsx';
import { useTexts } from '../../texts/texts.tsx';

/** What is written down of a request, as it is typed. */
export const requestDraft = z.object({
  reference: z.string(),
  kind: z.string(),
  name: z.string(),
  phone: z.string(),
  email: z.string(),
  address: z.string(),
  wanted: z.string(),
  channel: z.string(),
  arrivedOn: z.string(),
  confirmedOn: z._default(z.string(), ''),
});
export type RequestDraft = z.output<typeof requestDraft>;
export const noDraft: RequestDraft = {
  reference: '',
  kind: '',
  name: '',
  phone: '',
  email: '',
  address: '',
  wanted: '',
  channel: '',
  arrivedOn: '',
  confirmedOn: '',
};
const channels = receipt.def.options.flatMap((option) => option.shape.channel.options);
type Say = ReturnType<typeof useTexts>['t'];
/** The ways in which a request may have come. */
export const channelOptions = (t: Say) => channels.map((value) => ({ value, label: t(`rc_${value}`) }));
/** The kinds of applicant. */
export const kindOptions = (t: Say) =>
  applicantKind.options.map((value) => ({ value, label: t(`ak_${value}`) }));
const isDirect = (channel: string) => receipt.def.options[0].shape.channel.safeParse(channel).success;
const orNull = (text: string) => (text.trim() === '' ? null : text.trim());

/** What stands on record, as it is typed. */
export function draftOf(of: RequestView): RequestDraft {
  const { applicant, receipt: came } = of;
  return {
    reference: of.reference ?? '',
    kind: applicant.kind,
    name: applicant.name ?? '',
    phone: applicant.phone ?? '',
    email: applicant.email ?? '',
    address: applicant.address ?? '',
    wanted: of.wanted,
    channel: came.channel,
    arrivedOn: came.arrivedOn,
    confirmedOn: 'confirmedOn' in came ? (came.confirmedOn ?? '') : '',
  };
}

/** What is typed as the server takes it; null while something is missing or is not what it should be. */
export function entryOf(of: RequestDraft): RequestEntry | null {
  const { kind, name, phone, email, address, channel, arrivedOn } = of;
  const read = requestEntry.safeParse({
    reference: orNull(of.reference),
    applicant: {
      kind,
      name: name.trim(),
      phone: orNull(phone),
      email: orNull(email),
      address: orNull(address),
    },
    wanted: of.wanted.trim(),
    receipt: isDirect(channel)
      ? { channel, arrivedOn }
      : { channel, arrivedOn, confirmedOn: orNull(of.confirmedOn) },
  });
  return read.success ? read.data : null;
}

/** The fields of a request; what is missing or malformed says so once saving was tried. */
export function RequestFields(props: {
  value: RequestDraft;
  change: (value: RequestDraft) => void;
  tried: boolean;
  /** Whether it may be asked when the applicant confirmed: of a new request that is a step of its own. */
  confirmation: boolean;
  /** Something rests on how and when it came: that stays. */
  fixedReceipt?: boolean;
}) {
  const { t } = useTexts();
  const { value, tried, confirmation, fixedReceipt = false } = props;
  const change = (next: Partial<RequestDraft>) => props.change({ ...value, ...next });
  const missing = (name: keyof RequestDraft) => tried && value[name].trim() === '';
  const { phone, email } = requestEntry.shape.applicant.shape;
  const fault = (shape: z.ZodMiniType, text: string, said: string) =>
    tried && !shape.safeParse(orNull(text)).success ? said : null;
  return (
    <>
      <Field
        label={t('rqWanted')}
        type="long"
        most={2000}
        value={value.wanted}
        change={(wanted) => change({ wanted })}
        missing={missing('wanted')}
      />
      <div className="fields">
        {!fixedReceipt && (
          <>
            <Choice
              label={t('rqChannel')}
              value={value.channel}
              options={channelOptions(t)}
              change={(channel) => change({ channel })}
              missing={missing('channel')}
            />
            <Field
              label={t('rqArrivedOn')}
              type="date"
              value={value.arrivedOn}
              change={(arrivedOn) => change({ arrivedOn })}
              missing={missing('arrivedOn')}
            />
            {confirmation && value.channel !== '' && !isDirect(value.channel) && (
              <Field
                label={t('rqConfirmedOn')}
                type="date"
                value={value.confirmedOn}
                change={(confirmedOn) => change({ confirmedOn })}
              />
            )}
          </>
        )}
        <Choice
          label={t('rqKind')}
          value={value.kind}
          options={kindOptions(t)}
          change={(kind) => change({ kind })}
          missing={missing('kind')}
        />
        <Field
          label={t('rqName')}
          value={value.name}
          change={(name) => change({ name })}
          missing={missing('name')}
        />
        <Field
          label={t('rqPhone')}
          type="tel"
          value={value.phone}
          change={(typed) => change({ phone: typed })}
          fault={fault(phone, value.phone, t('rqPhoneFault'))}
        />
        <Field
          label={t('rqEmail')}
          type="email"
          value={value.email}
          change={(typed) => change({ email: typed })}
          fault={fault(email, value.email, t('rqEmailFault'))}
        />
        <Field label={t('rqAddress')} value={value.address} change={(address) => change({ address })} />
        <Field
          label={t('rqReference')}
          value={value.reference}
          change={(reference) => change({ reference })}
        />
      </div>
    </>
  );
}
