import { describe, expect, test } from 'vitest';
import { openConsole } from './console.ts';

/** The county office in the console. */

const open = openConsole('2018-06-15T04:00:00.000Z');

describe('the county office', () => {
  test('sees all units as a list and as a picture, filters them, and reminds some', async () => {
    await open.signIn('admin-b');
    await open.page.getByRole('link', { name: '商务局' }).waitFor();
    await open.isUsable('units');
    await open.page.getByRole('row').filter({ hasText: '商务局' }).getByRole('checkbox').check();
    await open.page.getByRole('button', { name: '提醒选中的单位' }).click();
    await open.page.getByText(/已提醒 [01] 个单位/).waitFor();
    await open.page.getByText('热力图').click();
    await open.page.getByRole('columnheader', { name: 'C10' }).waitFor();
    const cells = await open.page.locator('table.heat tbody tr').count();
    expect(cells).toBe(64);
    await open.isUsable('heat-map');
    await open.onPhone('heat-map');
    expect(open.complaints).toEqual([]);
  }, 90_000);
});
