#include <cblas.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "CRecommendationKernels.h"

// Queries are compared in groups that fill a vector register, with so many rows at a time that the sums stay in
// registers. General matrix multiplication would pack the rows first, which costs as much as these few products.
enum { LANES = 16, BLOCK = 8 };

typedef float lanes __attribute__((vector_size(4 * LANES), aligned(4)));

#if defined(__x86_64__)
#define FOR_EACH_PROCESSOR __attribute__((target_clones("arch=x86-64-v4", "arch=x86-64-v3", "default")))
#else
#define FOR_EACH_PROCESSOR
#endif

void crk_sum_rows(
    const float *matrix, size_t columns, const int32_t *rows, const float *weights, size_t count, float *out) {
    memset(out, 0, columns * sizeof(float));
    for (size_t k = 0; k < count; k++) {
        const float *row = matrix + (size_t)rows[k] * columns;
        float weight = weights[k];
        for (size_t j = 0; j < columns; j++) out[j] += weight * row[j];
    }
}

void crk_multiply(const float *matrix, size_t rows, size_t columns, const float *vector, float *out) {
    if (rows == 0 || columns == 0) return;
    cblas_sgemv(
        CblasRowMajor, CblasNoTrans, (int)rows, (int)columns, 1, matrix, (int)columns, vector, 1, 0, out, 1);
}

void crk_sum_tags(const int32_t *starts, const int32_t *tags, size_t rows, const float *values, float *out) {
    for (size_t row = 0; row < rows; row++) {
        float sum = 0;
        for (int32_t k = starts[row]; k < starts[row + 1]; k++) sum += values[tags[k]];
        out[row] = sum;
    }
}

// products[BLOCK x LANES] of rows with a group of queries, of which `turned` holds the first numbers, then the
// second...
FOR_EACH_PROCESSOR
static void multiply_block(const float *rows, size_t columns, const float *turned, float *products) {
    lanes sums[BLOCK] = {{0}};
    for (size_t d = 0; d < columns; d++) {
        lanes query = *(const lanes *)(turned + d * LANES);
        for (int r = 0; r < BLOCK; r++) sums[r] += rows[(size_t)r * columns + d] * query;
    }
    for (int r = 0; r < BLOCK; r++) *(lanes *)(products + r * LANES) = sums[r];
}

// All queries, group by group, turned so that the same place of a group's queries lies side by side.
static float *turn(const struct crk_queries *queries, size_t columns, size_t groups) {
    float *turned = calloc(groups * columns * LANES, sizeof(float));
    if (turned == NULL) return NULL;
    for (size_t k = 0; k < queries->count; k++) {
        float *group = turned + k / LANES * columns * LANES + k % LANES;
        for (size_t d = 0; d < columns; d++) group[d * LANES] = queries->vectors[k * columns + d];
    }
    return turned;
}

static inline float sum_of_powers(const float *dots, size_t first, const struct crk_queries *queries, float scale) {
    float sum = 0;
    for (size_t k = first; k < queries->count && k < first + LANES; k++) {
        float likeness = scale * (dots[k - first] - queries->offsets[k]);
        likeness = likeness > 0 ? likeness : 0;
        float squared = likeness * likeness;
        float fourth = squared * squared;
        sum += queries->weights[k] * fourth * fourth;
    }
    return sum;
}

static inline float largest_dot(const float *dots, size_t first, const struct crk_queries *queries, float largest) {
    for (size_t k = first; k < queries->count && k < first + LANES; k++) {
        float dot = dots[k - first] * queries->lengths[k];
        largest = dot > largest ? dot : largest;
    }
    return largest;
}

int crk_nearest(
    const float *matrix, size_t rows, size_t columns, const struct crk_queries *queries, const float *scales,
    float *soft, float *largest) {
    size_t groups = (queries->count + LANES - 1) / LANES;
    float *turned = turn(queries, columns, groups);
    float *last = calloc(BLOCK * (columns + 1), sizeof(float));
    int isDone = turned != NULL && last != NULL;
    for (size_t first = 0; isDone && first < rows; first += BLOCK) {
        size_t count = rows - first < BLOCK ? rows - first : BLOCK;
        const float *block = matrix + first * columns;
        // The last block may be short of rows.
        if (count < BLOCK) block = memcpy(last, block, count * columns * sizeof(float));
        float sums[BLOCK] = {0};
        float most[BLOCK];
        for (size_t row = 0; row < count; row++) most[row] = -INFINITY;
        for (size_t group = 0; group < groups; group++) {
            float products[BLOCK * LANES];
            multiply_block(block, columns, turned + group * columns * LANES, products);
            for (size_t row = 0; row < count; row++) {
                const float *dots = products + row * LANES;
                sums[row] += sum_of_powers(dots, group * LANES, queries, scales[first + row]);
                most[row] = largest_dot(dots, group * LANES, queries, most[row]);
            }
        }
        for (size_t row = 0; row < count; row++) {
            soft[first + row] = sqrtf(sqrtf(sqrtf(sums[row])));
            if (largest != NULL) largest[first + row] = most[row];
        }
    }
    free(turned);
    free(last);
    return isDone ? 0 : -1;
}

float crk_dot(const float *a, const float *b, size_t count) { return cblas_sdot((int)count, a, 1, b, 1); }

int crk_normalise(float *x, size_t count) {
    double squares = 0;
    for (size_t i = 0; i < count; i++) squares += (double)x[i] * (double)x[i];
    if (!(squares > 0) || !isfinite(squares)) return 0;
    float scale = (float)(1 / sqrt(squares));
    for (size_t i = 0; i < count; i++) x[i] *= scale;
    return 1;
}
