#include "CEmbeddingKernels.h"

#include <string.h>

void kn_widen_bf16(const uint8_t *bytes, size_t count, float *out) {
    for (size_t i = 0; i < count; i++) {
        uint32_t bits = (uint32_t)bytes[2 * i] << 16 | (uint32_t)bytes[2 * i + 1] << 24;
        memcpy(out + i, &bits, 4);
    }
}

void kn_widen_f16(const uint8_t *bytes, size_t count, float *out) {
    for (size_t i = 0; i < count; i++) {
        uint32_t half = (uint32_t)bytes[2 * i] | (uint32_t)bytes[2 * i + 1] << 8;
        uint32_t sign = (half & 0x8000) << 16, exponent = half >> 10 & 31, fraction = half & 0x3FF;
        if (exponent == 0) {
            float tiny = (float)fraction * 0x1p-24f;
            out[i] = sign ? -tiny : tiny;
            continue;
        }
        uint32_t bits = sign | (exponent == 31 ? 255u : exponent + 112) << 23 | fraction << 13;
        memcpy(out + i, &bits, 4);
    }
}

uint64_t kn_fingerprint(const uint8_t *bytes, size_t count) {
    // Four independent multiply-and-rotate lanes, so that the file is read at memory speed.
    const uint64_t odd = 0x9E3779B97F4A7C15ull;
    uint64_t lanes[4] = {1, 2, 3, 4}, word;
    size_t i = 0;
    for (; i + 32 <= count; i += 32)
        for (int lane = 0; lane < 4; lane++) {
            memcpy(&word, bytes + i + 8 * lane, 8);
#if __BYTE_ORDER__ == __ORDER_BIG_ENDIAN__
            word = __builtin_bswap64(word);
#endif
            lanes[lane] = (lanes[lane] ^ word) * odd;
            lanes[lane] ^= lanes[lane] >> 29;
        }
    uint64_t hash = count;
    for (int lane = 0; lane < 4; lane++) hash = ((hash ^ lanes[lane]) * odd) ^ (hash >> 31);
    for (; i < count; i++) hash = ((hash ^ bytes[i]) * odd) ^ (hash >> 31);
    hash ^= hash >> 32;
    return (hash * odd) ^ (hash >> 29);
}
