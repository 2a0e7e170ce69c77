#include <string.h>

#include "internal.h"

// Eight independent lanes, so that the multiplications overlap. A step is a bijection of the lane for every word and of
// the word for every lane: one changed word always changes the lane.
static const uint64_t factor = UINT64_C(0xA24BAED4963EE407);

static inline uint64_t step(uint64_t lane, uint64_t word) {
    uint64_t mixed = (lane ^ word) * factor;
    return mixed << 31 | mixed >> 33;
}

void cvk_digest_begin(cvk_digest *digest) {
    for (uint64_t i = 0; i < 8; i++) {
        digest->lane[i] = step(i + 1, factor);
    }
    digest->length = 0;
}

void cvk_digest_add(cvk_digest *digest, const void *bytes, size_t count) {
    const uint8_t *position = bytes;
    uint64_t lane[8];
    memcpy(lane, digest->lane, sizeof(lane));
    digest->length += count;
    for (; count >= 64; count -= 64, position += 64) {
        uint64_t words[8];
        memcpy(words, position, sizeof(words));
        for (int i = 0; i < 8; i++) {
            lane[i] = step(lane[i], words[i]);
        }
    }
    if (count > 0) {
        uint64_t words[8] = {0};
        memcpy(words, position, count);
        for (int i = 0; i < 8; i++) {
            lane[i] = step(lane[i], words[i]);
        }
    }
    memcpy(digest->lane, lane, sizeof(lane));
}

uint64_t cvk_digest_end(const cvk_digest *digest) {
    uint64_t all = step(factor, digest->length);
    for (int i = 0; i < 8; i++) {
        all = step(all, digest->lane[i]);
    }
    all ^= all >> 29;
    all *= factor;
    return all ^ all >> 32;
}

typedef uint64_t words __attribute__((vector_size(64)));

static inline __attribute__((always_inline)) uint64_t read_all(const uint8_t *memory, size_t bytes) {
    words sums[4] = {{0}, {0}, {0}, {0}};
    for (size_t i = 0; i + 256 <= bytes; i += 256) {
        for (int j = 0; j < 4; j++) {
            words one;
            memcpy(&one, memory + i + (size_t)j * 64, sizeof(one));
            sums[j] += one;
        }
    }
    words all = (sums[0] + sums[1]) + (sums[2] + sums[3]);
    return all[0] + all[1] + all[2] + all[3] + all[4] + all[5] + all[6] + all[7];
}

#if defined(__x86_64__)
__attribute__((target("avx512f"))) static uint64_t read_avx512(const uint8_t *memory, size_t bytes) {
    return read_all(memory, bytes);
}
__attribute__((target("avx2"))) static uint64_t read_avx2(const uint8_t *memory, size_t bytes) {
    return read_all(memory, bytes);
}
#endif

uint64_t cvk_plain_read(const void *memory, size_t bytes) {
#if defined(__x86_64__)
    if (cvk_available(CVK_AVX512)) {
        return read_avx512(memory, bytes);
    }
    if (cvk_available(CVK_AVX2)) {
        return read_avx2(memory, bytes);
    }
#endif
    return read_all(memory, bytes);
}
