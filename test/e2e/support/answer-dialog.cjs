// Loaded before the app, by a test of what happens before there is a window: answers the message box, and notes what it
// said. Electron's modules are not there yet when this is loaded, so it looks for them until they are.
const { appendFileSync } = require('node:fs');

/** @param {object} options */
const answer = async (options) => {
  appendFileSync(process.env.RESGUARDO_TEST_DIALOGS ?? '', `${JSON.stringify(options)}\n`);
  return { response: Number(process.env.RESGUARDO_TEST_ANSWER), checkboxChecked: false };
};

const replace = () => {
  try {
    require('electron').dialog.showMessageBox = answer;
  } catch {
    setImmediate(replace);
  }
};
if (process.type === 'browser') setImmediate(replace);
