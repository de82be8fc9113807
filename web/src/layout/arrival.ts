import { useEffect, useRef, type RefObject } from 'react';
import { NavigationType, useLocation, useNavigationType } from 'react-router';
import { useTexts } from '../texts/texts.tsx';

/**
 * Says where one has come to, as a browser does with a new page: the window's title is the screen's heading, and after a move from
 * one screen to another the heading has the focus, so that a screen reader reads it and the next Tab goes on from there. A screen
 * that has put the focus somewhere itself keeps it.
 */
export function useArrival(main: RefObject<HTMLElement | null>): void {
  const { pathname } = useLocation();
  const how = useNavigationType();
  const { t } = useTexts();
  const product = t('product');
  const at = useRef<string | null>(null);
  const arriving = useRef(false);
  useEffect(() => {
    const { current } = main;
    if (current === null) return undefined;
    // Where the console itself leads on from an address, nobody has moved.
    if (at.current !== null && at.current !== pathname && how !== NavigationType.Replace)
      arriving.current = true;
    at.current = pathname;
    const look = () => {
      const heading = current.querySelector('h1');
      if (heading === null) return;
      document.title = `${heading.textContent} · ${product}`;
      if (!arriving.current) return;
      arriving.current = false;
      const { activeElement } = document;
      if (activeElement !== null && activeElement !== current && current.contains(activeElement)) return;
      heading.tabIndex = -1;
      heading.focus();
    };
    look();
    // The heading comes with what the screen reads, and changes with it.
    const watch = new MutationObserver(look);
    watch.observe(current, { childList: true, subtree: true, characterData: true });
    return () => watch.disconnect();
  }, [main, pathname, how, product]);
}
