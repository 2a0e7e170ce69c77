#include "CEmbeddingKernels.h"

#include <cblas.h>
#include <math.h>
#include <string.h>

#pragma STDC FP_CONTRACT ON
#pragma clang fp contract(fast)

#define KN_NAME(name) name##_portable
#define KN_WIDTH 4
#include "vectors.h"
#undef KN_NAME
#undef KN_WIDTH

#if defined(__x86_64__)
#pragma clang attribute push(__attribute__((target("avx2,fma"))), apply_to = function)
#define KN_NAME(name) name##_avx2
#define KN_WIDTH 8
#include "vectors.h"
#undef KN_NAME
#undef KN_WIDTH
#pragma clang attribute pop
#pragma clang attribute push(__attribute__((target("avx512f,avx512dq,avx512vl,fma"))), apply_to = function)
#define KN_NAME(name) name##_avx512
#define KN_WIDTH 16
#include "vectors.h"
#undef KN_NAME
#undef KN_WIDTH
#pragma clang attribute pop
// Chooses the widest variant that this processor has.
#define KN_CALL(name, ...)                                                                  \
    do {                                                                                    \
        if (kn_level() == 2) name##_avx512(__VA_ARGS__);                                    \
        else if (kn_level() == 1) name##_avx2(__VA_ARGS__);                                 \
        else name##_portable(__VA_ARGS__);                                                  \
    } while (0)
#else
#define KN_CALL(name, ...) name##_portable(__VA_ARGS__)
#endif

#if defined(__x86_64__)
static int kn_level(void) {
    __builtin_cpu_init();
    if (__builtin_cpu_supports("avx512f") && __builtin_cpu_supports("avx512dq") && __builtin_cpu_supports("avx512vl"))
        return 2;
    return __builtin_cpu_supports("avx2") && __builtin_cpu_supports("fma") ? 1 : 0;
}
#endif

// Below this many rows, reading the weights once without packing them beats the BLAS library.
enum { kn_few_rows = 12 };

void kn_use_calling_thread_only(void) { openblas_set_num_threads(1); }

void kn_linear(const float *x, const float *w, float *y, size_t rows, size_t inputs, size_t outputs, size_t stride) {
    if (rows <= kn_few_rows && inputs % 16 == 0 && outputs % 4 == 0) {
        for (size_t r = 0; r < rows; r += 4) {
            size_t part = rows - r < 4 ? rows - r : 4;
            KN_CALL(linear_four, x + r * inputs, w, y + r * stride, inputs, outputs, stride, part);
        }
        return;
    }
    cblas_sgemm(
        CblasRowMajor, CblasNoTrans, CblasTrans, (int)rows, (int)outputs, (int)inputs, 1, x, (int)inputs, w,
        (int)inputs, 0, y, (int)stride);
}

void kn_add_bias(float *y, const float *bias, size_t rows, size_t columns, size_t stride) {
    KN_CALL(add_bias, y, bias, rows, columns, stride);
}

void kn_add_bias_gelu(float *y, const float *bias, size_t rows, size_t columns) {
    KN_CALL(add_bias_gelu, y, bias, rows, columns);
}

void kn_add_norm(const float *y, const float *residual, float *out, struct kn_norm norm, size_t rows, size_t columns) {
    KN_CALL(add_norm, y, residual, out, norm, rows, columns);
}

void kn_attention(const float *qkv, float *out, float *scores, size_t length, size_t hidden, size_t heads) {
    int n = (int)length, width = (int)(hidden / heads), stride = (int)(3 * hidden);
    float scale = 1.0f / sqrtf((float)width);
    for (size_t head = 0; head < heads; head++) {
        const float *q = qkv + head * width, *k = q + hidden, *v = k + hidden;
        cblas_sgemm(
            CblasRowMajor, CblasNoTrans, CblasTrans, n, n, width, scale, q, stride, k, stride, 0, scores, n);
        KN_CALL(softmax, scores, length, length);
        cblas_sgemm(
            CblasRowMajor, CblasNoTrans, CblasNoTrans, n, width, n, 1, scores, n, v, stride, 0,
            out + head * width, (int)hidden);
    }
}

void kn_gather(struct kn_tables tables, const int32_t *ids, size_t length, size_t hidden, float *out) {
    for (size_t row = 0; row < length; row++, out += hidden) {
        const float *word = tables.words + (size_t)ids[row] * hidden;
        const float *position = tables.positions + row * hidden;
        for (size_t c = 0; c < hidden; c++) out[c] = word[c] + position[c] + tables.type[c];
    }
}

void kn_pool(const float *x, size_t length, size_t hidden, int first_only, float *out) {
    memcpy(out, x, hidden * sizeof(float));
    for (size_t row = 1; row < length && !first_only; row++)
        for (size_t c = 0; c < hidden; c++) out[c] += x[row * hidden + c];
    kn_normalize(out, hidden);
}

int kn_normalize(float *x, size_t count) {
    double square = 0;
    for (size_t c = 0; c < count; c++) square += (double)x[c] * x[c];
    if (!(square > 0) || !isfinite(square)) return 0;
    float scale = (float)(1.0 / sqrt(square));
    for (size_t c = 0; c < count; c++) x[c] *= scale;
    return 1;
}
