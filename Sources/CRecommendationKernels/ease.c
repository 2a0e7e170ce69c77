#include <cblas.h>
#include <stdlib.h>

#include "CRecommendationKernels.h"

// LAPACK's routines as OpenBLAS brings them; matrices are column-major there, so our upper triangle is their lower
// one.
extern void spotrf_(const char *triangle, const int *order, float *matrix, const int *stride, int *info);
extern void spotri_(const char *triangle, const int *order, float *matrix, const int *stride, int *info);

enum { TILE = 64 };

int crk_set_threads(int threads) {
    int before = openblas_get_num_threads();
    openblas_set_num_threads(threads < 1 ? 1 : threads);
    return before;
}

void crk_gram(const int64_t *starts, const int32_t *columns, size_t users, size_t items, float *gram) {
    for (size_t user = 0; user < users; user++) {
        for (int64_t i = starts[user]; i < starts[user + 1]; i++) {
            float *row = gram + (size_t)columns[i] * items;
            for (int64_t j = i; j < starts[user + 1]; j++) row[columns[j]] += 1;
        }
    }
}

// Copies the upper triangle below the diagonal, tile by tile: either side of a copy then stays in the cache.
static void mirror(float *matrix, size_t order) {
    for (size_t top = 0; top < order; top += TILE) {
        for (size_t left = top; left < order; left += TILE) {
            size_t bottom = top + TILE < order ? top + TILE : order;
            size_t right = left + TILE < order ? left + TILE : order;
            for (size_t i = top; i < bottom; i++) {
                for (size_t j = left > i ? left : i + 1; j < right; j++) matrix[j * order + i] = matrix[i * order + j];
            }
        }
    }
}

int crk_ease(float *gram, size_t items, float penalty) {
    int order = (int)items;
    int info = 0;
    for (size_t i = 0; i < items; i++) gram[i * items + i] += penalty;
    spotrf_("L", &order, gram, &order, &info);
    if (info != 0) return info;
    spotri_("L", &order, gram, &order, &info);
    if (info != 0) return info;
    float *scale = malloc(items * sizeof(float));
    if (scale == NULL) return -1;
    for (size_t i = 0; i < items; i++) scale[i] = -1 / gram[i * items + i];
    mirror(gram, items);
    for (size_t i = 0; i < items; i++) {
        float *row = gram + i * items;
        for (size_t j = 0; j < items; j++) row[j] *= scale[j];
        row[i] = 0;
    }
    free(scale);
    return 0;
}
