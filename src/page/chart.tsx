import { useEffect, useRef, useState } from 'preact/hooks';

interface Props {
  /** What a person hears who does not see the chart. */
  readonly label: string;
  readonly draw: (width: number) => Element;
}

/** A place for a chart that is drawn again when its width changes. */
export function Chart({ label, draw }: Props) {
  const place = useRef<HTMLDivElement>(null);
  const [width, setWidth] = useState(0);
  useEffect(() => {
    const observer = new ResizeObserver(([entry]) => setWidth(Math.floor(entry?.contentRect.width ?? 0)));
    if (place.current) observer.observe(place.current);
    return () => observer.disconnect();
  }, []);
  useEffect(() => {
    if (width < 50) return;
    const drawn = draw(width);
    // The library writes its styles into the drawing, which the page's content security policy forbids: they are in page.css.
    for (const style of drawn.querySelectorAll('style')) style.remove();
    // The chart is one picture with one name; names of its parts would have no role to stand with.
    for (const part of drawn.querySelectorAll('[aria-label]')) part.removeAttribute('aria-label');
    place.current?.replaceChildren(drawn);
  }, [width, draw]);
  return <div class="chart" role="img" aria-label={label} ref={place} />;
}
