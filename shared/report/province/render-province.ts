import { toCanonicalJson } from '../../domain/scoring/canonical-json.ts';
import { writeCsv } from '../csv.ts';
import { stylesheet } from '../stylesheet.ts';
import type { CountyFigures, CountyGroup } from './compare-counties.ts';
import { provincePage, type ProvinceFrame } from './province-page.ts';

/** The province's files by their names: the page, its style sheet, and the same figures for programs. The same counties give the same bytes. */
export function renderProvince(
  frame: ProvinceFrame,
  groups: readonly CountyGroup[],
): ReadonlyMap<string, string> {
  return new Map([
    ['index.html', provincePage(frame, groups)],
    ['style.css', stylesheet],
    ['province.json', provinceJson(frame, groups)],
    ['province.csv', provinceCsv(groups)],
  ]);
}

function provinceJson({ title }: ProvinceFrame, groups: readonly CountyGroup[]): string {
  return toCanonicalJson({
    format: 'biaochi-province/1',
    title,
    groups: groups.map(({ cycle, rubric, counties, items }) => ({
      cycle,
      rubric: { id: rubric.id, version: rubric.version, title: rubric.title },
      counties: counties.map((county) => ({
        county: county.of.report.issuer,
        title: county.of.report.title,
        revision: county.of.report.revision,
        publishedOn: county.of.report.publishedOn,
        demonstration: county.of.report.demonstration,
        address: county.of.address,
        rank: county.rank,
        units: county.units,
        mean: county.mean,
        median: county.median,
        highest: county.highest,
        lowest: county.lowest,
        failed: county.failed,
      })),
      items,
    })),
  });
}

type Row = Readonly<{ group: number; cycle: string; rubric: string; county: CountyFigures }>;

/** One line for each county; only lines with the same `group` may be compared. */
function provinceCsv(groups: readonly CountyGroup[]): string {
  const rows = groups.flatMap(({ cycle, rubric, counties }, index) =>
    counties.map((county): Row => ({
      group: index + 1,
      cycle,
      rubric: `${rubric.id}/${rubric.version}`,
      county,
    })),
  );
  return writeCsv<Row>(
    [
      { name: 'group', kind: 'number', value: ({ group }) => group },
      { name: 'year', kind: 'text', value: ({ cycle }) => cycle },
      { name: 'rubric', kind: 'text', value: ({ rubric }) => rubric },
      { name: 'county', kind: 'text', value: ({ county }) => county.of.report.issuer },
      { name: 'rank', kind: 'number', value: ({ county }) => county.rank },
      { name: 'units', kind: 'number', value: ({ county }) => county.units },
      { name: 'mean', kind: 'number', value: ({ county }) => county.mean },
      { name: 'median', kind: 'number', value: ({ county }) => county.median },
      { name: 'highest', kind: 'number', value: ({ county }) => county.highest },
      { name: 'lowest', kind: 'number', value: ({ county }) => county.lowest },
      { name: 'failed', kind: 'number', value: ({ county }) => county.failed },
      { name: 'revision', kind: 'number', value: ({ county }) => county.of.report.revision },
    ],
    rows,
  );
}
