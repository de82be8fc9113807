import { createHash } from 'node:crypto';
import { setTimeout as wait } from 'node:timers/promises';
import { routes } from '../../shared/contracts/routes.ts';
import type { EvidenceView } from '../../shared/contracts/evidence-views.ts';
import type { CycleDefinition } from '../../shared/domain/cycle/cycle.ts';
import { upload, type Person } from './api-client.ts';
import { misnamed, planEvidence, replacementFile, type NamedFile, type PiecePlan } from './plan-evidence.ts';

type UnitOf = CycleDefinition['units'][number];
export type EvidenceScene = Readonly<{
  cycle: string;
  seed: string;
  unit: UnitOf;
  clerk: Person;
  reviewer: Person;
}>;

/** 健全的政务公开制度和工作衔接机制: what nobody minds showing. */
const publicItem = 'A3';

/** Polls of 100 ms while files are being inspected: a minute and a half, then something is wrong. */
const mostPolls = 900;

/** A unit hands in its evidence: asks for links, sends the files through them, and sees them inspected. */
export async function handInEvidence(scene: EvidenceScene): Promise<void> {
  const pieces = planEvidence(scene.unit, scene.cycle, scene.seed);
  for (const piece of pieces) {
    const file = piece.fate === 'misnamed' ? misnamed(scene.unit, scene.seed) : piece.file();
    await handIn(scene, piece, piece.name, file, null);
  }
  await untilInspected(scene);
}

/** The reviewer goes through a unit's evidence: accepts what is in order and returns the rest with a reason. */
export async function reviewEvidence(scene: EvidenceScene): Promise<void> {
  const pieces = planEvidence(scene.unit, scene.cycle, scene.seed);
  for (const view of await evidenceOf(scene)) {
    if (view.status !== 'inspected' && view.status !== 'quarantined') continue;
    const plan = pieces.find((piece) => piece.title === view.title);
    const params = { cycle: scene.cycle, unit: scene.unit.id, evidence: view.id };
    const inOrder = view.status === 'inspected' && (plan?.fate === 'accepted' || view.replaces !== null);
    if (inOrder) await scene.reviewer.call(routes.acceptEvidence, { params });
    else
      await scene.reviewer.call(routes.returnEvidence, {
        params,
        body: { reason: '材料与项目要求不符，请补充后重新报送（演示）' },
      });
  }
  await namePublicly(scene);
}

/** The unit has the report name its rules and procedures; a repetition finds it done. */
async function namePublicly(scene: EvidenceScene): Promise<void> {
  for (const { id, status, items, public: named } of await evidenceOf(scene)) {
    if (status !== 'accepted' || named || !items.includes(publicItem)) continue;
    const params = { cycle: scene.cycle, unit: scene.unit.id, evidence: id };
    await scene.clerk.call(routes.makeEvidencePublic, { params, body: { public: true } });
  }
}

/** The unit puts new pieces in the place of those that came back, and the reviewer accepts them. */
export async function replaceReturned(scene: EvidenceScene): Promise<void> {
  const pieces = planEvidence(scene.unit, scene.cycle, scene.seed);
  const views = await evidenceOf(scene);
  for (const piece of pieces.filter((each) => each.fate !== 'accepted')) {
    const old = views.find((view) => view.title === piece.title && view.replaces === null);
    if (old === undefined)
      throw new Error(`The demonstration’s piece ${piece.title} of unit ${scene.unit.id} is missing`);
    await handIn(scene, piece, `${piece.name}-again`, replacementFile(scene.unit, scene.seed, piece), old.id);
  }
  await untilInspected(scene);
  await reviewEvidence(scene);
}

async function handIn(
  scene: EvidenceScene,
  piece: PiecePlan,
  name: string,
  file: NamedFile,
  replaces: string | null,
): Promise<void> {
  const { cycle, unit, seed, clerk } = scene;
  const declared = {
    name: file.name,
    size: file.bytes.byteLength,
    contentType: file.contentType,
    sha256: createHash('sha256').update(file.bytes).digest('hex'),
  };
  const { links } = await clerk.call(routes.requestEvidence, {
    params: { cycle, unit: unit.id },
    body: {
      items: [...piece.items],
      title: piece.title,
      note: null,
      channel: piece.channel,
      files: [declared],
      replaces,
    },
    key: keyOf(seed, `evidence ${unit.id} ${name}`),
  });
  for (const link of links) await upload(link, file.bytes);
}

async function untilInspected(scene: EvidenceScene): Promise<void> {
  for (let poll = 0; poll < mostPolls; poll += 1) {
    const waiting = (await evidenceOf(scene)).filter((view) => view.status === 'requested');
    if (waiting.length === 0) return;
    await wait(100);
  }
  throw new Error(`Files of unit ${scene.unit.id} were not inspected within ${mostPolls / 10} s`);
}

async function evidenceOf({ cycle, unit, clerk }: EvidenceScene): Promise<readonly EvidenceView[]> {
  const page = await clerk.call(routes.listEvidence, {
    params: { cycle, unit: unit.id },
    query: { limit: 200 },
  });
  return page.items;
}

/** An idempotency key that is the same at every start: what was done before is found done. */
export function keyOf(seed: string, what: string): string {
  return createHash('sha256').update(`${seed} ${what}`).digest('hex').slice(0, 40);
}
