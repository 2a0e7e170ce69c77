#ifndef CVK_INTERNAL_H
#define CVK_INTERNAL_H

#include "CVectorKernels.h"

// vector ~ scale * wide; wide = 256 * (high - 128) + low. Arrays are padded with zeros (high with 128) to the stride.
struct cvk_query {
    uint8_t *high;
    uint8_t *low;
    int16_t *wide;
    float *full;
    float scale;
    float length;  // Euclidean length of the vector, rounded up
    float slack;   // what rounding the query and float arithmetic can add to a row's score
    uint32_t dimension;
};

typedef struct {
    uint32_t matrix;
    const cvk_query *query;
    float weight[CVK_MASKS];
    bool uniform;
} cvk_term;

struct cvk_plan {
    cvk_variant variant;
    uint32_t term_count;
    cvk_term term[CVK_FACETS];
    const cvk_query *exact_query[CVK_FACETS];
    float exact_weight[CVK_FACETS][CVK_MASKS];
    bool clamp_scan;
    bool clamp_exact;
};

static inline uint32_t cvk_stride(uint32_t dimension) { return (dimension + 63u) & ~63u; }

static inline size_t cvk_group_offset(const cvk_matrix *matrix, uint32_t row) {
    return row / CVK_GROUP * matrix->group_bytes;
}

static inline int8_t *cvk_codes(const cvk_matrix *matrix, uint32_t stride, uint32_t row) {
    return matrix->codes + cvk_group_offset(matrix, row) + (size_t)(row % CVK_GROUP) * stride;
}

// The matrix as it is from a group of rows on; `row` is the first of the group.
static inline cvk_matrix cvk_from_group(const cvk_matrix *matrix, uint32_t row) {
    size_t offset = cvk_group_offset(matrix, row);
    cvk_matrix moved = {
        .codes = matrix->codes + offset,
        .scale = matrix->scale + offset / sizeof(float),
        .residual = matrix->residual + offset / sizeof(float),
        .sum = matrix->sum + offset / sizeof(int32_t),
        .group_bytes = matrix->group_bytes,
    };
    return moved;
}

// Where a row's number is behind `scale`, `residual` and `sum`.
static inline size_t cvk_number(const cvk_matrix *matrix, uint32_t row) {
    return cvk_group_offset(matrix, row) / sizeof(float) + row % CVK_GROUP;
}

// Sum of a[i] * b[i] in double: products of two floats are exact there, so every instruction set agrees.
double cvk_dot_double(cvk_variant variant, const float *a, const float *b, uint32_t dimension);

#endif
