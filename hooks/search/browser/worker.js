// The worker behind Material's search box. Every page starts it and few readers search, so it begins with nothing: the first
// question, be it a mere space, brings the engine and the documents.
//
// in:  {type: 0, data: {config}}   once, config from search/search_index.json
//      {type: 2, data: question}
// out: {type: 1}                   ready for questions
//      {type: 3, data: {items, suggest}}
const [SETUP, READY, QUERY, RESULT] = [0, 1, 2, 3];

let config;
let loading;
let tries = 0;

async function load() {
  // Browsers remember that a module could not be had; another address is asked for anew.
  const again = tries ? `?${tries}` : "";
  const modules = [import(`./engine.js${again}`), import(`./list.js${again}`)];
  const documents = fetch(new URL(`../../${config.documents}`, self.location)).then((response) => {
    if (!response.ok) throw new Error(`${response.status} ${response.url}`);
    return response.json();
  });
  const [{ open }, { search }, data] = await Promise.all([...modules, documents]);
  const engine = open(data);
  return (question) => search(engine, question);
}

async function answer(question) {
  if (!question) return { items: [] };
  try {
    loading ??= load();
    const search = await loading;
    return question.trim() ? search(question) : { items: [] };
  } catch {
    loading = undefined;
    tries += 1;
    if (!question.trim()) return { items: [] };
    return { items: [[{ location: "", title: config.failed, text: "", score: 1, terms: {} }]] };
  }
}

self.onmessage = async ({ data: { type, data } }) => {
  if (type === SETUP) {
    config = data.config;
    postMessage({ type: READY });
  } else if (type === QUERY) {
    postMessage({ type: RESULT, data: await answer(data) });
  }
};
