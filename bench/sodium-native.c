/* Microseconds of CPU per element for libsodium's ristretto255, one line for each operation: see
   ristretto-peers.ts, which compiles this where there is a compiler and libsodium's headers. */
#include <sodium.h>
#include <stdio.h>
#include <time.h>

#define N 200

static unsigned char scalars[N][32], points[N][32], hashes[N][64], out[32];
static volatile int sink;

static double now(void) {
  struct timespec t;
  clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &t);
  return t.tv_sec * 1e6 + t.tv_nsec / 1e3;
}

#define MEASURE(name, work)                                   \
  do {                                                        \
    double began = now();                                     \
    for (int i = 0; i < N; i++) { work; sink += out[0]; }     \
    printf("%s %f\n", name, (now() - began) / N);             \
  } while (0)

int main(void) {
  if (sodium_init() < 0) return 1;
  for (int i = 0; i < N; i++) {
    crypto_core_ristretto255_scalar_random(scalars[i]);
    crypto_core_ristretto255_random(points[i]);
    randombytes_buf(hashes[i], 64);
  }
  printf("version %s\n", sodium_version_string());
  MEASURE("fixed", crypto_scalarmult_ristretto255_base(out, scalars[i]));
  MEASURE("variable", (void) !crypto_scalarmult_ristretto255(out, scalars[i], points[i]));
  MEASURE("decode", sink += crypto_core_ristretto255_is_valid_point(points[i]));
  MEASURE("map", crypto_core_ristretto255_from_hash(out, hashes[i]));
  MEASURE("add", crypto_core_ristretto255_add(out, points[i], points[(i + 1) % N]));
  return 0;
}
