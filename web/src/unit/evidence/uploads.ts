import { useSyncExternalStore } from 'react';
import { evidenceRoutes } from '../../../../shared/contracts/evidence-routes.ts';
import type { UploadLink } from '../../../../shared/contracts/evidence-views.ts';
import { call, Refused } from '../../api/call.ts';
import { SignedOut } from '../../session/session.ts';
import { keptFiles } from './kept-files.ts';
import { sendFile } from './put-file.ts';

/** Whose piece of evidence a file belongs to. */
export type PiecePlace = Readonly<{ cycle: string; unit: string; evidence: string }>;

/**
 * A file on its way to the store. `waiting` for its turn; `no-line`: no answer came, it goes on when there is one; `signed-out`:
 * it goes on after the next sign-in; `refused`: by the store, which trying again does not change.
 */
export type Upload = Readonly<{
  place: PiecePlace;
  file: string;
  name: string;
  size: number;
  share: number;
  state: 'waiting' | 'sending' | 'sent' | 'no-line' | 'signed-out' | 'refused';
}>;

type Task = { upload: Upload; blob: Blob; link: UploadLink | null; linkSince: number };

/** So many files travel at a time: more would share the same line. */
const atOnce = 2;
/** A link lives 300 s by the store's clock, which need not be this machine's; one that has been held this long is renewed first. */
const linkHeldMs = 200_000;

export const scopeOf = ({ cycle, unit, evidence }: PiecePlace) => `piece ${cycle} ${unit} ${evidence}`;

/**
 * Everything that is being sent, for the whole console: leaving a page stops nothing. Each file stays in the browser until the
 * store has it, so that it can go on after a reload.
 */
class Uploads {
  #tasks: readonly Task[] = [];
  #shown: readonly Upload[] = [];
  readonly #listeners = new Set<() => void>();

  constructor() {
    window.addEventListener('online', () => this.goOn());
    // Leaving the page while something travels is asked about: it would go on only when somebody comes back.
    window.addEventListener('beforeunload', (event) => {
      if (this.#shown.some(({ state }) => state === 'sending')) event.preventDefault();
    });
  }

  readonly subscribe = (listener: () => void) => {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  };
  readonly all = () => this.#shown;

  /** Takes files of a piece over; those it has already stay as they are. @param links those that are known, by file */
  begin(
    place: PiecePlace,
    files: readonly Readonly<{ id: string; file: File }>[],
    links: readonly UploadLink[],
  ): void {
    const linkOf = new Map(links.map((link) => [link.file, link]));
    const known = new Set(this.#tasks.map(({ upload }) => upload.file));
    const more = files
      .filter(({ id }) => !known.has(id))
      .map(({ id, file }): Task => {
        void keptFiles.keep(scopeOf(place), id, file);
        return {
          upload: { place, file: id, name: file.name, size: file.size, share: 0, state: 'waiting' },
          blob: file,
          link: linkOf.get(id) ?? null,
          linkSince: Date.now(),
        };
      });
    this.#tasks = [...this.#tasks, ...more];
    this.#tell();
    this.#work();
  }

  /** Tries again what stopped for a reason that may be over. */
  goOn(): void {
    for (const task of this.#tasks)
      if (task.upload.state === 'no-line' || task.upload.state === 'signed-out')
        this.#set(task, { state: 'waiting', share: 0 });
    this.#work();
  }

  /** Clears away what has come. */
  dismiss(): void {
    this.#tasks = this.#tasks.filter(({ upload }) => upload.state !== 'sent' && upload.state !== 'refused');
    this.#tell();
  }

  #work(): void {
    const sending = this.#tasks.filter(({ upload }) => upload.state === 'sending').length;
    const waiting = this.#tasks.filter(({ upload }) => upload.state === 'waiting');
    for (const task of waiting.slice(0, Math.max(0, atOnce - sending))) {
      this.#set(task, { state: 'sending', share: 0 });
      void this.#send(task).then((state) => {
        this.#set(task, { state, share: state === 'sent' ? 1 : 0 });
        if (state === 'sent' || state === 'refused')
          void keptFiles.forget(scopeOf(task.upload.place), task.upload.file);
        this.#work();
      });
    }
  }

  async #send(task: Task): Promise<Upload['state']> {
    for (let renewals = 0; renewals < 2; renewals += 1) {
      const link = await this.#linkFor(task, renewals > 0);
      if (typeof link === 'string') return link;
      const came = await sendFile(link, task.blob, (share) => this.#set(task, { share }));
      if (came !== 'link-over') return came;
    }
    return 'refused';
  }

  /** The file's link, renewed where it is over: the store gives links for what is missing, and for nothing else. */
  async #linkFor(task: Task, renew: boolean): Promise<UploadLink | Upload['state']> {
    const { place, file } = task.upload;
    const known = task.link;
    if (!renew && known !== null && Date.now() - task.linkSince < linkHeldMs) return known;
    try {
      const { links } = await call(evidenceRoutes.renewLinks, { params: place });
      for (const other of this.#tasks) {
        const fresh = links.find((each) => each.file === other.upload.file);
        if (fresh !== undefined) Object.assign(other, { link: fresh, linkSince: Date.now() });
      }
      // No link for it: an earlier try had brought it.
      return links.find((each) => each.file === file) ?? 'sent';
    } catch (error) {
      if (error instanceof SignedOut) return 'signed-out';
      if (error instanceof Refused) return error.problem.code === 'evidence-wrong-state' ? 'sent' : 'refused';
      return 'no-line';
    }
  }

  #set(task: Task, next: Partial<Upload>): void {
    task.upload = { ...task.upload, ...next };
    this.#tell();
  }

  #tell(): void {
    this.#shown = this.#tasks.map(({ upload }) => upload);
    for (const listener of this.#listeners) listener();
  }
}

export const uploads = new Uploads();

export function useUploads(): readonly Upload[] {
  return useSyncExternalStore(uploads.subscribe, uploads.all);
}
