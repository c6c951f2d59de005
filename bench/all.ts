/** Every benchmark, one after the other; nothing is asserted about time. */
for (const name of ['ristretto', 'count', 'count-stv', 'replay']) {
  console.log(`\n# ${name}`);
  await import(`./${name}.ts`);
}
