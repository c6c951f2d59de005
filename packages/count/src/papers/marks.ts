/**
 * What stands on a paper, as it stands, before any rule says how it is read: a sequence of codes,
 * place by place. A candidate's code is their place in the file. `TIED` joins the candidate after it
 * to the one before (equal ranks, or an over-marked place: the rule says which). `SKIPPED` is a place
 * with no mark before a later one. `OVERMARKED` is a place with more marks than one, where the file
 * does not say whose. A candidate may stand at several places; trailing skips are not kept.
 */
export const TIED = 0xffff;
export const SKIPPED = 0xfffe;
export const OVERMARKED = 0xfffd;
/** So many candidates a ballot file may have. */
export const MOST_CANDIDATES = 10_000;
