import path from 'node:path';
import { createCache, extractStyle, StyleProvider } from '@ant-design/cssinjs';
import {
  Button,
  Checkbox,
  ConfigProvider,
  Empty,
  Input,
  Progress,
  Segmented,
  Select,
  Spin,
  Table,
  Tooltip,
} from 'antd';
import { createElement } from 'react';
import { renderToString } from 'react-dom/server';
import type { Plugin } from 'vite';
import { theme } from './src/theme.ts';

/** The components that screens use, each once. One that is missing here comes without its style. */
const used = [
  createElement(Button),
  createElement(Checkbox),
  createElement(Empty),
  createElement(Input),
  createElement(Input.TextArea),
  createElement(Input.Search),
  createElement(Progress, { percent: 50 }),
  createElement(Segmented, { options: ['a'] }),
  createElement(Select),
  createElement(Spin),
  createElement(Table, { columns: [], dataSource: [] }),
  createElement(Tooltip._InternalPanelDoNotUseOrYouWillBeFired, { title: 'a' }),
];

/** Their style sheet, made when the console is built: the pages' policy allows no style that a script writes. */
function styleSheet(): string {
  const cache = createCache();
  const screens = createElement(ConfigProvider, { theme }, ...used);
  renderToString(createElement(StyleProvider, { cache }, screens));
  return extractStyle(cache, { plain: true });
}

const id = 'virtual:antd.css';
/** By this module the library writes styles into the page while it runs. */
const writesStyles = /Dom\/dynamicCSS(?:\.js)?$/;

export function antdStyles(): Plugin {
  return {
    name: 'antd-styles',
    enforce: 'pre',
    resolveId: (source) => {
      if (source === id) return `\0${id}`;
      return writesStyles.test(source) ? path.join(import.meta.dirname, 'src/no-dynamic-css.ts') : null;
    },
    load: (source) => (source === `\0${id}` ? styleSheet() : null),
  };
}
