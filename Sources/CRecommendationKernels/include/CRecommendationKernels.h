#ifndef KINOTHEK_RECOMMENDATION_KERNELS_H
#define KINOTHEK_RECOMMENDATION_KERNELS_H

#include <stddef.h>
#include <stdint.h>

// All matrices are row-major, dense and single precision. What is called `out` must not overlap with anything else.

/// How many threads the BLAS library works with from now on, for the whole process; answers how many it was before.
int crk_set_threads(int threads);

/// Counts for each pair of items the users who have both: `gram` is [items x items] and starts as zeros. User u has
/// the items `columns[starts[u] ..< starts[u + 1]]`, sorted upwards, each once. Only places (i, j) with i <= j are
/// filled.
void crk_gram(const int64_t *starts, const int32_t *columns, size_t users, size_t items, float *gram);

/// Makes a filled triangle of `crk_gram` into the weights of EASE in place: the matrix B that minimises
/// |X - XB|^2 + penalty |B|^2 with zeros on its diagonal; row i says how much having item i speaks for each other
/// one.
/// Answers 0, or what LAPACK says when the matrix cannot be factored; then `gram` is spoilt.
int crk_ease(float *gram, size_t items, float penalty);

/// out[columns] = the sum of rows[k] of the matrix times weights[k].
void crk_sum_rows(
    const float *matrix, size_t columns, const int32_t *rows, const float *weights, size_t count, float *out);

/// out[rows] = matrix[rows x columns] * vector[columns].
void crk_multiply(const float *matrix, size_t rows, size_t columns, const float *vector, float *out);

/// out[row] = the sum of values[tag] over the row's tags `tags[starts[row] ..< starts[row + 1]]`.
void crk_sum_tags(const int32_t *starts, const int32_t *tags, size_t rows, const float *values, float *out);

/// Vectors that all rows of a matrix are compared with, one after the other.
struct crk_queries {
    const float *vectors;
    size_t count;
    /// What is taken from each query's dot products.
    const float *offsets;
    /// How much each query counts in the smooth maximum.
    const float *weights;
    /// What each query was divided by: products are multiplied by it again for the largest one.
    const float *lengths;
};

/// soft[row] = (sum over the queries of weight * max(scales[row] * (dot - offset), 0)^8)^(1/8), a smooth maximum, and
/// unless `largest` is NULL largest[row] = the largest dot * length. Answers 0, or -1 if memory is short.
int crk_nearest(
    const float *matrix, size_t rows, size_t columns, const struct crk_queries *queries, const float *scales,
    float *soft, float *largest);

/// The dot product of two vectors.
float crk_dot(const float *a, const float *b, size_t count);

/// Scales x to length 1 and answers 1; answers 0 and leaves x alone if its length is zero or not finite.
int crk_normalise(float *x, size_t count);

#endif
