import { render } from 'preact';
import { App } from './panels/App';
import { chooseSource } from './data/choose';
import { keys } from './panels/keys';
import * as app from './state/app';
import { keepMarks } from './state/marks';
import { followAddress, followGenerations, keepAddress, openPage } from './state/open';
import './state/theme';
import './style/base.css';
import './style/map.css';
import './style/panels.css';
import './style/phone.css';

render(<App />, document.getElementById('page')!);
keepMarks();
keepAddress();
followAddress();
followGenerations();
keys();

chooseSource()
  .then(openPage)
  .catch((error: unknown) => {
    app.trouble.value = error instanceof Error ? error.message : String(error);
  });
