import { FolderSource } from './folder';
import { openSession, ServerSource } from './server';
import { Refusal, type Source } from './source';
import { SyntheticSource } from './synthetic';

declare const __SITE__: boolean;

/** Where this page has its maps from: the folder it lies in, the server it came from, or made up (`?synthetic=N`). */
export async function chooseSource(): Promise<Source> {
  const made = Number(new URLSearchParams(location.search).get('synthetic'));
  if (made > 0) return new SyntheticSource(Math.min(made, 20_000_000));
  if (__SITE__) return new FolderSource();
  if (!(await openSession()))
    throw new Refusal('This page needs the address that portolan serve printed, with its token; open that one.', 401, 'session');
  return new ServerSource();
}
