/** Origin line of the log's checkpoints (spec/record.md §1). */
export function originOf(proceeding: string): string {
  return `hustings/${proceeding}`;
}
