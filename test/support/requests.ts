import type { InformationRequest, RequestEntry } from '../../shared/domain/requests/request.ts';
import { recordRequest } from '../../shared/domain/requests/transitions.ts';
import type { WorkingCalendar } from '../../shared/domain/requests/working-days.ts';
import { noon, sampleId } from './builders.ts';

/** Deterministic requests for information; a test states only what it is about. */

/** Made up, and marked so that a search for it finds every place it got to. */
export const zhang = {
  kind: 'natural-person',
  name: '张三丰',
  phone: '13800138000',
  email: 'zhangsf@example.cn',
  address: '演示县演示路1号',
} as const;

export function sampleRequestEntry(over: Partial<RequestEntry> = {}): RequestEntry {
  return {
    reference: '2018-001',
    applicant: zhang,
    wanted: '本人张三丰申请公开2017年度部门决算。',
    receipt: { channel: 'in-person', arrivedOn: '2018-03-12' },
    ...over,
  };
}

/** An open request of unit 002, received in person on the given day. */
export function sampleRequest(arrivedOn: string, over: Partial<RequestEntry> = {}): InformationRequest {
  const place = { cycle: arrivedOn.slice(0, 4), unit: '002', id: sampleId(1) };
  const entry = sampleRequestEntry({ receipt: { channel: 'in-person', arrivedOn }, ...over });
  return recordRequest(place, entry, noon, '2099-12-31');
}

/** Mondays to Fridays and nothing else, all years known. */
export const plainWeek: WorkingCalendar = {
  isWorkingDay: (day) => ![0, 6].includes(new Date(`${day}T00:00:00.000Z`).getUTCDay()),
};
