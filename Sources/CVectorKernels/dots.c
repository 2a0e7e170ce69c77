// Integer dot products of one 16-bit query with many rows of 8-bit codes.
//
// The query's scale is chosen so that the true sum fits 32 bits (see queries.c); partial sums may wrap, the last one is
// right again. So every variant gives the same integers.
#include "internal.h"

#if defined(__x86_64__)
#include <immintrin.h>
#elif defined(__aarch64__)
#include <arm_neon.h>
#endif

static inline const int8_t *row_at(const cvk_matrix *matrix, uint32_t stride, const uint32_t *rows, uint32_t index) {
    return cvk_codes(matrix, stride, rows == NULL ? index : rows[index]);
}

static void dots_portable(const cvk_matrix *matrix, uint32_t stride, const uint32_t *rows, uint32_t count,
                          const cvk_query *query, int32_t *out) {
    for (uint32_t r = 0; r < count; r++) {
        const int8_t *codes = row_at(matrix, stride, rows, r);
        uint32_t sum = 0;
        for (uint32_t i = 0; i < stride; i++) {
            sum += (uint32_t)((int32_t)query->wide[i] * (int32_t)codes[i]);
        }
        out[r] = (int32_t)sum;
    }
}

#if defined(__x86_64__)

__attribute__((target("avx2"))) static inline int32_t sum_lanes256(__m256i lanes) {
    __m128i half = _mm_add_epi32(_mm256_castsi256_si128(lanes), _mm256_extracti128_si256(lanes, 1));
    half = _mm_add_epi32(half, _mm_shuffle_epi32(half, 0x4E));
    half = _mm_add_epi32(half, _mm_shuffle_epi32(half, 0xB1));
    return _mm_cvtsi128_si32(half);
}

__attribute__((target("avx2"))) static void dots_avx2(const cvk_matrix *matrix, uint32_t stride, const uint32_t *rows,
                                                      uint32_t count, const cvk_query *query, int32_t *out) {
    for (uint32_t r = 0; r < count; r++) {
        const int8_t *codes = row_at(matrix, stride, rows, r);
        __m256i even = _mm256_setzero_si256();
        __m256i odd = _mm256_setzero_si256();
        for (uint32_t i = 0; i < stride; i += 32) {
            __m256i a = _mm256_cvtepi8_epi16(_mm_loadu_si128((const __m128i *)(codes + i)));
            __m256i b = _mm256_cvtepi8_epi16(_mm_loadu_si128((const __m128i *)(codes + i + 16)));
            __m256i p = _mm256_loadu_si256((const __m256i *)(query->wide + i));
            __m256i q = _mm256_loadu_si256((const __m256i *)(query->wide + i + 16));
            even = _mm256_add_epi32(even, _mm256_madd_epi16(a, p));
            odd = _mm256_add_epi32(odd, _mm256_madd_epi16(b, q));
        }
        out[r] = sum_lanes256(_mm256_add_epi32(even, odd));
    }
}

__attribute__((target("avx512f,avx512bw"))) static void dots_avx512(const cvk_matrix *matrix, uint32_t stride,
                                                                    const uint32_t *rows, uint32_t count,
                                                                    const cvk_query *query, int32_t *out) {
    for (uint32_t r = 0; r < count; r++) {
        const int8_t *codes = row_at(matrix, stride, rows, r);
        __m512i even = _mm512_setzero_si512();
        __m512i odd = _mm512_setzero_si512();
        for (uint32_t i = 0; i < stride; i += 64) {
            __m512i a = _mm512_cvtepi8_epi16(_mm256_loadu_si256((const __m256i *)(codes + i)));
            __m512i b = _mm512_cvtepi8_epi16(_mm256_loadu_si256((const __m256i *)(codes + i + 32)));
            __m512i p = _mm512_loadu_si512(query->wide + i);
            __m512i q = _mm512_loadu_si512(query->wide + i + 32);
            even = _mm512_add_epi32(even, _mm512_madd_epi16(a, p));
            odd = _mm512_add_epi32(odd, _mm512_madd_epi16(b, q));
        }
        out[r] = _mm512_reduce_add_epi32(_mm512_add_epi32(even, odd));
    }
}

#define VNNI __attribute__((target("avx512f,avx512bw,avx512vl,avx512vnni")))
#define VNNI_INLINE VNNI static inline __attribute__((always_inline))

// Four vectors of sixteen lanes to four sums.
VNNI static inline __m128i sum_four(__m512i a, __m512i b, __m512i c, __m512i d) {
    __m512i ab = _mm512_add_epi32(_mm512_unpacklo_epi32(a, b), _mm512_unpackhi_epi32(a, b));
    __m512i cd = _mm512_add_epi32(_mm512_unpacklo_epi32(c, d), _mm512_unpackhi_epi32(c, d));
    __m512i all = _mm512_add_epi32(_mm512_unpacklo_epi64(ab, cd), _mm512_unpackhi_epi64(ab, cd));
    __m256i half = _mm256_add_epi32(_mm512_castsi512_si256(all), _mm512_extracti64x4_epi64(all, 1));
    return _mm_add_epi32(_mm256_castsi256_si128(half), _mm256_extracti128_si256(half, 1));
}

// Unsigned bytes of the query times signed codes, high and low byte apart; the offset of 128 in the high byte is taken
// out with the sum of the codes.
static inline int32_t without_offset(int32_t dot, int32_t sum) {
    return (int32_t)((uint32_t)dot - ((uint32_t)sum << 15));
}

// Rows from anywhere have been asked for before: four at a time share the loads of the query.
VNNI_INLINE __m128i dot_scattered(const int8_t *const rows[4], uint32_t stride, const cvk_query *query) {
    __m512i high[4], low[4];
    for (uint32_t j = 0; j < 4; j++) {
        high[j] = _mm512_setzero_si512();
        low[j] = _mm512_setzero_si512();
    }
    for (uint32_t i = 0; i < stride; i += 64) {
        __m512i query_high = _mm512_loadu_si512(query->high + i);
        __m512i query_low = _mm512_loadu_si512(query->low + i);
        for (uint32_t j = 0; j < 4; j++) {
            __m512i c = _mm512_loadu_si512(rows[j] + i);
            high[j] = _mm512_dpbusd_epi32(high[j], query_high, c);
            low[j] = _mm512_dpbusd_epi32(low[j], query_low, c);
        }
    }
    for (uint32_t j = 0; j < 4; j++) {
        low[j] = _mm512_add_epi32(_mm512_slli_epi32(high[j], 8), low[j]);
    }
    return sum_four(low[0], low[1], low[2], low[3]);
}

VNNI_INLINE void dots_scattered(const cvk_matrix *matrix, uint32_t stride, const uint32_t *rows, uint32_t count,
                                const cvk_query *query, int32_t *restrict out) {
    for (uint32_t r = 0; r < count; r += 4) {
        uint32_t last = count - r < 4 ? count - r - 1 : 3;
        const int8_t *codes[4];
        for (uint32_t j = 0; j < 4; j++) {
            codes[j] = cvk_codes(matrix, stride, rows[r + (j < last ? j : last)]);
        }
        _mm_mask_storeu_epi32(out + r, (__mmask8)((2u << last) - 1), dot_scattered(codes, stride, query));
    }
    for (uint32_t r = 0; r < count; r++) {
        out[r] = without_offset(out[r], matrix->sum[cvk_number(matrix, rows[r])]);
    }
}

// The rows of a group are read one after the other, then the sums behind them: this is the order that the processor's
// prefetcher foresees. A leap forward or four rows side by side halve the speed. `count` is a multiple of four.
VNNI_INLINE void dots_neighbours(const cvk_matrix *group, uint32_t stride, uint32_t count, const cvk_query *query,
                                 int32_t *restrict out) {
    int32_t raw[CVK_GROUP];
    for (uint32_t r = 0; r < count; r += 4) {
        const int8_t *codes = group->codes + (size_t)r * stride;
        __m512i both[4];
        for (uint32_t j = 0; j < 4; j++) {
            __m512i high = _mm512_setzero_si512();
            __m512i low = _mm512_setzero_si512();
            for (uint32_t i = 0; i < stride; i += 64) {
                __m512i c = _mm512_loadu_si512(codes + (size_t)j * stride + i);
                high = _mm512_dpbusd_epi32(high, _mm512_loadu_si512(query->high + i), c);
                low = _mm512_dpbusd_epi32(low, _mm512_loadu_si512(query->low + i), c);
            }
            both[j] = _mm512_add_epi32(_mm512_slli_epi32(high, 8), low);
        }
        _mm_storeu_si128((__m128i *)(raw + r), sum_four(both[0], both[1], both[2], both[3]));
    }
    for (uint32_t r = 0; r < count; r++) {
        out[r] = without_offset(raw[r], group->sum[r]);
    }
}

VNNI_INLINE void dots_vnni_wide(const cvk_matrix *matrix, uint32_t stride, const uint32_t *rows, uint32_t count,
                                const cvk_query *query, int32_t *out) {
    if (rows != NULL) {
        dots_scattered(matrix, stride, rows, count, query, out);
        return;
    }
    uint32_t fours = count & ~3u;
    for (uint32_t start = 0; start < fours; start += CVK_GROUP) {
        cvk_matrix group = cvk_from_group(matrix, start);
        dots_neighbours(&group, stride, fours - start < CVK_GROUP ? fours - start : CVK_GROUP, query, out + start);
    }
    // The rows behind the last may be in the hands of a writer, so they are not touched.
    uint32_t left[3] = {fours, fours + 1, fours + 2};
    dots_scattered(matrix, stride, left, count - fours, query, out + fours);
}

// A stride known to the compiler keeps the query in registers; 384 and 768 are the usual sizes of small models.
VNNI static void dots_vnni(const cvk_matrix *matrix, uint32_t stride, const uint32_t *rows, uint32_t count,
                           const cvk_query *query, int32_t *out) {
    switch (stride) {
    case 384:
        dots_vnni_wide(matrix, 384, rows, count, query, out);
        return;
    case 768:
        dots_vnni_wide(matrix, 768, rows, count, query, out);
        return;
    default:
        dots_vnni_wide(matrix, stride, rows, count, query, out);
    }
}

#elif defined(__aarch64__)

static void dots_neon(const cvk_matrix *matrix, uint32_t stride, const uint32_t *rows, uint32_t count,
                      const cvk_query *query, int32_t *out) {
    for (uint32_t r = 0; r < count; r++) {
        const int8_t *codes = row_at(matrix, stride, rows, r);
        int32x4_t even = vdupq_n_s32(0);
        int32x4_t odd = vdupq_n_s32(0);
        for (uint32_t i = 0; i < stride; i += 16) {
            int8x16_t c = vld1q_s8(codes + i);
            int16x8_t a = vmovl_s8(vget_low_s8(c));
            int16x8_t b = vmovl_high_s8(c);
            int16x8_t p = vld1q_s16(query->wide + i);
            int16x8_t q = vld1q_s16(query->wide + i + 8);
            even = vmlal_high_s16(vmlal_s16(even, vget_low_s16(a), vget_low_s16(p)), a, p);
            odd = vmlal_high_s16(vmlal_s16(odd, vget_low_s16(b), vget_low_s16(q)), b, q);
        }
        out[r] = vaddvq_s32(vaddq_s32(even, odd));
    }
}

#endif

bool cvk_available(cvk_variant variant) {
    switch (variant) {
    case CVK_PORTABLE:
        return true;
#if defined(__x86_64__)
    case CVK_AVX2:
        return __builtin_cpu_supports("avx2");
    case CVK_AVX512:
        return __builtin_cpu_supports("avx512f") && __builtin_cpu_supports("avx512bw");
    case CVK_AVX512_VNNI:
        return cvk_available(CVK_AVX512) && __builtin_cpu_supports("avx512vl") && __builtin_cpu_supports("avx512vnni");
#elif defined(__aarch64__)
    case CVK_NEON:
        return true;
#endif
    default:
        return false;
    }
}

cvk_variant cvk_best(void) {
    static const cvk_variant order[] = {CVK_NEON, CVK_AVX512_VNNI, CVK_AVX512, CVK_AVX2};
    for (size_t i = 0; i < sizeof(order) / sizeof(order[0]); i++) {
        if (cvk_available(order[i])) {
            return order[i];
        }
    }
    return CVK_PORTABLE;
}

void cvk_dots(cvk_variant variant, const cvk_matrix *matrix, uint32_t stride, const uint32_t *rows, uint32_t count,
              const cvk_query *query, int32_t *out) {
    switch (variant) {
#if defined(__x86_64__)
    case CVK_AVX512_VNNI:
        dots_vnni(matrix, stride, rows, count, query, out);
        return;
    case CVK_AVX512:
        dots_avx512(matrix, stride, rows, count, query, out);
        return;
    case CVK_AVX2:
        dots_avx2(matrix, stride, rows, count, query, out);
        return;
#elif defined(__aarch64__)
    case CVK_NEON:
        dots_neon(matrix, stride, rows, count, query, out);
        return;
#endif
    default:
        dots_portable(matrix, stride, rows, count, query, out);
    }
}
