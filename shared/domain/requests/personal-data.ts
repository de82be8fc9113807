import { daysBetween } from '../calendar.ts';
import type { Day } from '../values.ts';
import { closingDay, type Applicant, type InformationRequest } from './request.ts';

/** What of an applicant may be shown to people outside the unit: enough to talk about a case, not enough to find a person. */
export type ShownApplicant = Readonly<{
  kind: Applicant['kind'];
  personal: 'full' | 'masked' | 'removed';
  name: string | null;
  phone: string | null;
  email: string | null;
  address: string | null;
  removedOn: Day | null;
}>;

/** The applicant as the unit's own staff see them. */
export function fullApplicant(of: Applicant): ShownApplicant {
  if (of.personal === 'removed') return removed(of);
  const { kind, name, phone, email, address } = of;
  return { kind, personal: 'full', name, phone, email, address, removedOn: null };
}

/** The applicant as everybody else sees them. */
export function maskedApplicant(of: Applicant): ShownApplicant {
  if (of.personal === 'removed') return removed(of);
  const { kind, name, phone, email, address } = of;
  return {
    kind,
    personal: 'masked',
    name: maskName(name),
    phone: phone === null ? null : maskPhone(phone),
    email: email === null ? null : maskEmail(email),
    address: address === null ? null : '****',
    removedOn: null,
  };
}

function removed(of: Extract<Applicant, { personal: 'removed' }>): ShownApplicant {
  const { kind, removedOn } = of;
  return { kind, personal: 'removed', name: null, phone: null, email: null, address: null, removedOn };
}

/** The first character and two stars, however long the name is: its length would say something too. */
export function maskName(name: string): string {
  return `${Array.from(name)[0] ?? ''}**`;
}

/** A mobile number's first three and last four digits; of anything shorter than ten digits, nothing. */
export function maskPhone(phone: string): string {
  const digits = phone.replace(/\D/g, '');
  return digits.length < 10 ? '****' : `${digits.slice(0, 3)}****${digits.slice(-4)}`;
}

/** The first letter and the domain. */
export function maskEmail(email: string): string {
  const at = email.lastIndexOf('@');
  return `${at > 1 ? email.slice(0, 1) : ''}***${email.slice(at)}`;
}

/**
 * A text in which the applicant's name, phone, e-mail and address are masked wherever they stand: people introduce
 * themselves in what they ask for ("本人张三……"). Other people's names are not found.
 */
export function maskText(text: string, of: Applicant): string {
  return replaced(text, of, maskedApplicant(of));
}

function replaced(text: string, of: Applicant, by: Replacements): string {
  if (of.personal === 'removed') return text;
  const { email, address, phone, name } = of;
  const pairs = [
    [email, by.email],
    [address, by.address],
    [phone, by.phone],
    [name, by.name],
  ] as const;
  return pairs.reduce(
    (masked, [value, mask]) => (value === null || mask === null ? masked : masked.replaceAll(value, mask)),
    text,
  );
}

type Replacements = Pick<ShownApplicant, 'name' | 'phone' | 'email' | 'address'>;

/**
 * Whether the applicant's data is to be removed: the request was closed, and the last thing decided about it, so many days
 * ago. What a review or a court has not decided yet is kept, as is an open request. A row that was struck out counts from
 * the day it was.
 */
export function isRemovalDue(of: InformationRequest, keepDays: number, today: Day): boolean {
  if (of.applicant.personal === 'removed') return false;
  if (of.review?.decided === null || of.suit?.decided === null) return false;
  const closed = of.status === 'struck' ? of.struckOn : closingDay(of);
  if (closed === null) return false;
  const decidedOn = [of.review?.decided?.on, of.suit?.decided?.on];
  const last = decidedOn.reduce<Day>(
    (latest, each) => (each != null && each > latest ? each : latest),
    closed,
  );
  return daysBetween(last, today) > keepDays;
}

/**
 * The request without its applicant's data: the kind stays, for the annual report, and the day of the removal. In what people
 * wrote, stars take their place, never more than there were letters, so that no text outgrows its limit.
 */
export function removeApplicant(of: InformationRequest, on: Day, at: string): InformationRequest {
  if (of.applicant.personal === 'removed') return of;
  const { applicant: who } = of;
  const stars = (value: string | null) => (value === null ? null : '*'.repeat(Math.min(4, value.length)));
  const by = {
    name: stars(who.name),
    phone: stars(who.phone),
    email: stars(who.email),
    address: stars(who.address),
  };
  const clean = (text: string) => replaced(text, who, by);
  return {
    ...of,
    ...(of.status === 'struck' ? { reason: clean(of.reason) } : {}),
    reference: of.reference === null ? null : clean(of.reference),
    wanted: clean(of.wanted),
    reopened: of.reopened.map((each) => ({ ...each, reason: clean(each.reason) })),
    amended: of.amended.map((each) => ({ ...each, reason: clean(each.reason) })),
    applicant: { personal: 'removed', kind: who.kind, removedOn: on },
    changedAt: at,
  };
}
