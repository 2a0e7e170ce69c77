#define _GNU_SOURCE
#include <math.h>
#include <string.h>
#include <sys/mman.h>

#include "internal.h"

static const size_t page_bytes = 4096;
static const size_t large_page_bytes = (size_t)2 << 20;
static const uint32_t capacity_max = 1u << 20;

static size_t round_up(size_t value, size_t step) { return (value + step - 1) / step * step; }

// Places an array of `count` x `width` bytes at *offset and moves the offset behind it.
static void *place(void *base, size_t *offset, size_t count, size_t width) {
    void *here = base == NULL ? NULL : (uint8_t *)base + *offset;
    *offset = round_up(*offset + count * width, 64);
    return here;
}

// One description of the layout serves sizes, memory and files. The combined codes come first: they are scanned
// most. Codes, sums, scales and residuals lie in the order in which a scan reads them: a gap in the stream halves the
// speed of the processor's prefetcher.
static size_t lay_out(cvk_block *block, void *base) {
    size_t offset = 0;
    size_t rows = block->capacity;
    for (int m = 0; m < CVK_MATRICES; m++) {
        cvk_matrix *matrix = &block->matrix[m];
        size_t start = offset;
        matrix->codes = place(base, &offset, CVK_GROUP, block->stride);
        matrix->sum = place(base, &offset, CVK_GROUP, sizeof(int32_t));
        matrix->scale = place(base, &offset, CVK_GROUP, sizeof(float));
        matrix->residual = place(base, &offset, CVK_GROUP, sizeof(float));
        matrix->group_bytes = offset - start;
        offset = start + rows / CVK_GROUP * matrix->group_bytes;
    }
    block->keys = place(base, &offset, rows, sizeof(int64_t));
    block->mask = place(base, &offset, rows, 1);
    block->vectors = place(base, &offset, rows * CVK_FACETS * block->dimension, sizeof(float));
    return round_up(offset, page_bytes);
}

static cvk_block shape(uint32_t dimension, uint32_t capacity) {
    cvk_block block = {.dimension = dimension, .stride = cvk_stride(dimension), .capacity = capacity};
    return block;
}

size_t cvk_block_bytes(uint32_t dimension, uint32_t capacity) {
    if (dimension == 0 || dimension > CVK_DIMENSION_MAX || capacity == 0 || capacity > capacity_max ||
        capacity % CVK_GROUP != 0) {
        return 0;
    }
    cvk_block block = shape(dimension, capacity);
    return lay_out(&block, NULL);
}

size_t cvk_row_bytes(uint32_t dimension) {
    size_t matrices = CVK_MATRICES * ((size_t)cvk_stride(dimension) + 2 * sizeof(float) + sizeof(int32_t));
    return matrices + sizeof(int64_t) + 1 + CVK_FACETS * (size_t)dimension * sizeof(float);
}

cvk_block cvk_block_at(void *base, uint32_t dimension, uint32_t capacity) {
    cvk_block block = shape(dimension, capacity);
    (void)lay_out(&block, base);
    return block;
}

void *cvk_memory_take(size_t bytes) {
    // Large pages need aligned memory: take more and give the edges back.
    bool large = bytes >= 2 * large_page_bytes;
    size_t taken = large ? bytes + large_page_bytes : bytes;
    uint8_t *memory = mmap(NULL, taken, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
    if (memory == MAP_FAILED) {
        return NULL;
    }
    if (!large) {
        return memory;
    }
    size_t before = (large_page_bytes - (uintptr_t)memory % large_page_bytes) % large_page_bytes;
    if (before > 0) {
        munmap(memory, before);
    }
    if (large_page_bytes > before) {
        munmap(memory + before + bytes, large_page_bytes - before);
    }
#ifdef MADV_HUGEPAGE
    (void)madvise(memory + before, bytes, MADV_HUGEPAGE);
#endif
    return memory + before;
}

void cvk_memory_release(void *memory, size_t bytes) {
    if (memory != NULL) {
        munmap(memory, bytes);
    }
}

// Codes of one vector with the scale that maps its largest element to 127, and the length of what rounding left over.
static void encode(const double *vector, uint32_t dimension, const cvk_matrix *matrix, uint32_t stride, uint32_t row) {
    int8_t *codes = cvk_codes(matrix, stride, row);
    size_t number = cvk_number(matrix, row);
    double largest = 0;
    for (uint32_t i = 0; i < dimension; i++) {
        largest = fmax(largest, fabs(vector[i]));
    }
    // A combined vector can cancel to nothing; its length is then all residual.
    float scale = largest > 1e-20 ? (float)(largest / 127) : 0;
    double inverse = scale > 0 ? 1 / (double)scale : 0;
    double left_over = 0;
    int32_t sum = 0;
    for (uint32_t i = 0; i < dimension; i++) {
        double code = fmin(127, fmax(-127, nearbyint(vector[i] * inverse)));
        double difference = vector[i] - code * (double)scale;
        left_over += difference * difference;
        sum += (int32_t)code;
        codes[i] = (int8_t)code;
    }
    memset(codes + dimension, 0, stride - dimension);
    matrix->scale[number] = scale;
    matrix->residual[number] = (float)(sqrt(left_over) * (1 + 1e-6));
    matrix->sum[number] = sum;
}

static double length(const float *vector, uint32_t dimension) {
    double squares = 0;
    for (uint32_t i = 0; i < dimension; i++) {
        squares += (double)vector[i] * (double)vector[i];
    }
    return sqrt(squares);
}

cvk_quality cvk_examine(const float *vector, uint32_t dimension) {
    bool finite = true;
    for (uint32_t i = 0; i < dimension; i++) {
        finite = finite && isfinite(vector[i]);
    }
    if (!finite) {
        return CVK_NOT_FINITE;
    }
    return length(vector, dimension) > 0 ? CVK_USABLE : CVK_ZERO;
}

void cvk_row_put(const cvk_block *block, uint32_t row, int64_t key, const float *const *facets, const float *weights) {
    uint32_t dimension = block->dimension;
    double one[CVK_DIMENSION_MAX];
    double combined[CVK_DIMENSION_MAX];
    uint32_t mask = 0;
    for (uint32_t f = 0; f < CVK_FACETS; f++) {
        mask |= facets[f] == NULL ? 0u : 1u << f;
    }
    memset(combined, 0, dimension * sizeof(double));
    for (uint32_t f = 0; f < CVK_FACETS; f++) {
        float *stored = block->vectors + ((size_t)row * CVK_FACETS + f) * dimension;
        double inverse = facets[f] == NULL ? 0 : 1 / length(facets[f], dimension);
        double weight = (double)weights[mask * CVK_FACETS + f];
        for (uint32_t i = 0; i < dimension; i++) {
            stored[i] = facets[f] == NULL ? 0 : (float)((double)facets[f][i] * inverse);
            one[i] = (double)stored[i];
            combined[i] += weight * one[i];
        }
        encode(one, dimension, &block->matrix[f + 1], block->stride, row);
    }
    encode(combined, dimension, &block->matrix[0], block->stride, row);
    block->keys[row] = key;
    block->mask[row] = (uint8_t)mask;
}

void cvk_row_copy(const cvk_block *to, uint32_t to_row, const cvk_block *from, uint32_t from_row) {
    uint32_t stride = to->stride;
    for (int m = 0; m < CVK_MATRICES; m++) {
        const cvk_matrix *target = &to->matrix[m];
        const cvk_matrix *source = &from->matrix[m];
        size_t target_number = cvk_number(target, to_row);
        size_t source_number = cvk_number(source, from_row);
        memcpy(cvk_codes(target, stride, to_row), cvk_codes(source, stride, from_row), stride);
        target->scale[target_number] = source->scale[source_number];
        target->residual[target_number] = source->residual[source_number];
        target->sum[target_number] = source->sum[source_number];
    }
    size_t vector_floats = (size_t)CVK_FACETS * to->dimension;
    memcpy(to->vectors + to_row * vector_floats, from->vectors + from_row * vector_floats,
           vector_floats * sizeof(float));
    to->keys[to_row] = from->keys[from_row];
    to->mask[to_row] = from->mask[from_row];
}
