#include <string.h>

#include "internal.h"

typedef double doubles __attribute__((vector_size(64)));
typedef float floats __attribute__((vector_size(32)));

// Products of two floats are exact in double and the lanes are added in one fixed order, with or without fused
// multiply-add: the result is the same on every machine.
static inline __attribute__((always_inline)) double dot(const float *a, const float *b, uint32_t dimension) {
    doubles first = {0};
    doubles second = {0};
    uint32_t i = 0;
    for (; i + 16 <= dimension; i += 16) {
        floats p, q, r, s;
        memcpy(&p, a + i, sizeof(p));
        memcpy(&q, b + i, sizeof(q));
        memcpy(&r, a + i + 8, sizeof(r));
        memcpy(&s, b + i + 8, sizeof(s));
        first += __builtin_convertvector(p, doubles) * __builtin_convertvector(q, doubles);
        second += __builtin_convertvector(r, doubles) * __builtin_convertvector(s, doubles);
    }
    doubles lanes = first + second;
    double rest = 0;
    for (; i < dimension; i++) {
        rest += (double)a[i] * (double)b[i];
    }
    double low = (lanes[0] + lanes[1]) + (lanes[2] + lanes[3]);
    double high = (lanes[4] + lanes[5]) + (lanes[6] + lanes[7]);
    return (low + high) + rest;
}

#if defined(__x86_64__)
__attribute__((target("avx512f"))) static double dot_avx512(const float *a, const float *b, uint32_t dimension) {
    return dot(a, b, dimension);
}
__attribute__((target("avx2"))) static double dot_avx2(const float *a, const float *b, uint32_t dimension) {
    return dot(a, b, dimension);
}
#endif

double cvk_dot_double(cvk_variant variant, const float *a, const float *b, uint32_t dimension) {
#if defined(__x86_64__)
    if (variant == CVK_AVX512 || variant == CVK_AVX512_VNNI) {
        return dot_avx512(a, b, dimension);
    }
    if (variant == CVK_AVX2) {
        return dot_avx2(a, b, dimension);
    }
#endif
    (void)variant;
    return dot(a, b, dimension);
}

double cvk_exact(const cvk_plan *plan, const cvk_block *block, uint32_t row) {
    const float *vectors = block->vectors + (size_t)row * CVK_FACETS * block->dimension;
    uint32_t mask = block->mask[row];
    double score = 0;
    for (uint32_t f = 0; f < CVK_FACETS; f++) {
        const cvk_query *query = plan->exact_query[f];
        if (query == NULL || (mask >> f & 1u) == 0) {
            continue;
        }
        double cosine = cvk_dot_double(plan->variant, vectors + (size_t)f * block->dimension, query->full,
                                       block->dimension);
        if (plan->clamp_exact && cosine < 0) {
            cosine = 0;
        }
        score += (double)plan->exact_weight[f][mask] * cosine;
    }
    return score;
}
