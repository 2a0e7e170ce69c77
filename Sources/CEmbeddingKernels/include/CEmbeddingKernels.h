#ifndef KINOTHEK_EMBEDDING_KERNELS_H
#define KINOTHEK_EMBEDDING_KERNELS_H

#include <stddef.h>
#include <stdint.h>

// All matrices are row-major, dense, single precision, and must not overlap unless a comment says so.

/// Tells the BLAS library to stay on the calling thread; the caller runs one batch on each of its own threads.
void kn_use_calling_thread_only(void);

/// y[rows x outputs] = x[rows x inputs] * transpose(w[outputs x inputs]); y has `stride` floats from row to row.
void kn_linear(const float *x, const float *w, float *y, size_t rows, size_t inputs, size_t outputs, size_t stride);

/// Adds one bias of `columns` values to every row of y; y has `stride` floats from row to row.
void kn_add_bias(float *y, const float *bias, size_t rows, size_t columns, size_t stride);

/// y = gelu(y + bias) with the error function form of GELU (absolute error below 1e-6).
void kn_add_bias_gelu(float *y, const float *bias, size_t rows, size_t columns);

/// The bias of the step before, and a layer normalization's scale, shift and epsilon.
struct kn_norm {
    const float *bias;
    const float *scale;
    const float *shift;
    float epsilon;
};
/// out = layer_norm(y + bias + residual); out may be residual.
void kn_add_norm(const float *y, const float *residual, float *out, struct kn_norm norm, size_t rows, size_t columns);

/// Multi-head attention of one text: qkv is [length x 3*hidden] (queries, keys, values side by side), out is
/// [length x hidden], scores is scratch of length*length floats.
void kn_attention(const float *qkv, float *out, float *scores, size_t length, size_t hidden, size_t heads);

/// out[row] = words[ids[row]] + positions[row] + type, for one text.
struct kn_tables {
    const float *words;
    const float *positions;
    const float *type;
};
void kn_gather(struct kn_tables tables, const int32_t *ids, size_t length, size_t hidden, float *out);

/// Mean of the rows of x (or its first row, if `first_only`), scaled to length 1, into out[hidden].
void kn_pool(const float *x, size_t length, size_t hidden, int first_only, float *out);

/// Scales x to length 1 and answers 1; answers 0 and leaves x alone if its length is zero or not finite.
int kn_normalize(float *x, size_t count);

/// Widens little-endian half precision or bfloat16 values to single precision.
void kn_widen_f16(const uint8_t *bytes, size_t count, float *out);
void kn_widen_bf16(const uint8_t *bytes, size_t count, float *out);

/// A 64-bit fingerprint of bytes, equal on every machine. It tells models apart; it is no cryptographic digest.
uint64_t kn_fingerprint(const uint8_t *bytes, size_t count);

/// A vocabulary file (one entry a line) as a hash table. NULL if memory is short.
typedef struct kn_vocabulary kn_vocabulary;
kn_vocabulary *kn_vocabulary_make(const uint8_t *text, size_t count);
void kn_vocabulary_free(kn_vocabulary *vocabulary);
int32_t kn_vocabulary_size(const kn_vocabulary *vocabulary);
/// The number of a whole entry, or -1.
int32_t kn_vocabulary_find(const kn_vocabulary *vocabulary, const uint8_t *entry, size_t count);
/// Splits one word into its longest known pieces, at most `capacity` of them; -1 if no split exists.
int32_t kn_vocabulary_split(
    const kn_vocabulary *vocabulary, const uint8_t *word, size_t count, int32_t *out, size_t capacity);

#endif
