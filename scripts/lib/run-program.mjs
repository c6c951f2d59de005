import { spawn } from 'node:child_process';
import { constants } from 'node:os';
import { root } from './root.mjs';

/**
 * Runs a program to its end, keeping what it said: for set-up steps that stay quiet when they work.
 * @param {string} command
 * @param {string[]} args
 * @param {import('node:child_process').SpawnOptions} options
 * @returns {Promise<{ code: number, output: string }>}
 */
export function collect(command, args, options = {}) {
  return new Promise((resolve) => {
    const child = spawn(command, args, {
      cwd: root,
      stdio: ['ignore', 'pipe', 'pipe'],
      ...options,
    });
    let output = '';
    child.stdout.on('data', (data) => {
      output += data;
    });
    child.stderr.on('data', (data) => {
      output += data;
    });
    child.on('error', (error) => resolve({ code: 127, output: `${output}${error.message}\n` }));
    child.on('close', (code) => resolve({ code: code ?? 1, output }));
  });
}

/**
 * Hands the terminal over to a program and becomes it as far as anyone can tell: signals are passed
 * on, and its exit code (or 128 + signal) is the answer.
 * @param {string} command
 * @param {string[]} args
 * @param {import('node:child_process').SpawnOptions} options
 * @returns {Promise<number>}
 */
export function handOver(command, args, options = {}) {
  return new Promise((resolve, reject) => {
    const child = spawn(command, args, { stdio: 'inherit', ...options });
    const forward = {
      // A terminal sends Ctrl-C to the whole process group, so the child has it already; a second
      // one would be read as impatience.
      SIGINT: () => process.stdin.isTTY || child.kill('SIGINT'),
      SIGTERM: () => child.kill('SIGTERM'),
      SIGHUP: () => child.kill('SIGHUP'),
    };
    for (const [signal, listener] of Object.entries(forward)) process.on(signal, listener);
    const parent = process.ppid;
    // npm passes a signal to its shell, which dies of it and says nothing to us: we notice that the
    // parent is gone. Without npm, a parent that goes may have meant us to stay (nohup, a closed shell).
    const watch = setInterval(() => {
      if (process.env.npm_lifecycle_event && process.ppid !== parent) child.kill('SIGTERM');
    }, 500);
    const release = () => {
      clearInterval(watch);
      for (const [signal, listener] of Object.entries(forward)) process.off(signal, listener);
    };
    child.on('error', (error) => {
      release();
      reject(error);
    });
    child.on('close', (code, signal) => {
      release();
      resolve(code ?? 128 + (constants.signals[signal] ?? 0));
    });
  });
}
