import { useEffect, useState } from 'preact/hooks';
import { readAddress, writeAddress, type Choice, type PageState } from './filter.js';

/** The page's state lives in its address, so that a link shows what its sender saw. */
export function useAddress(choices: readonly Choice[]): [PageState, (change: Partial<PageState>) => void] {
  const [state, setState] = useState(() => readAddress(location.hash, choices));
  useEffect(() => {
    const follow = () => setState(readAddress(location.hash, choices));
    addEventListener('hashchange', follow);
    return () => removeEventListener('hashchange', follow);
  }, [choices]);
  const change = (part: Partial<PageState>) => {
    setState((before) => {
      const after = { ...before, ...part };
      const address = writeAddress(after);
      history.replaceState(null, '', address === '' ? location.pathname + location.search : `#${address}`);
      return after;
    });
  };
  return [state, change];
}
