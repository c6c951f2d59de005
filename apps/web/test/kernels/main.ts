/** The page of kernels-browser.test.ts: hands the name of a task to a worker and shows what it answers. */
const worker = new Worker(new URL('./tasks.worker.ts', import.meta.url), { type: 'module' });

declare global {
  interface Window {
    ask(task: string): Promise<unknown>;
  }
}

window.ask = (task) =>
  new Promise((resolve, reject) => {
    worker.onmessage = (event: MessageEvent<unknown>) => resolve(event.data);
    worker.onerror = (event) => reject(new Error(event.message));
    worker.postMessage(task);
  });
