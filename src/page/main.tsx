import { render } from 'preact';
import { App } from './app.js';
import { readData } from './read-data.js';
import { Table } from './table.js';

/** The page's own script: reads the data that stands in the file, and shows it. */
const place = document.getElementById('report');
const packed = document.getElementById('report-data')?.textContent;
if (place && packed) {
  readData(packed).then(
    (data) => {
      place.replaceChildren();
      render(<App table={new Table(data)} />, place);
    },
    (error: unknown) => {
      const reason = error instanceof Error ? error.message : String(error);
      place.textContent = `This report can't be read by this browser: ${reason}. The JSON and CSV formats hold the same.`;
    },
  );
}
