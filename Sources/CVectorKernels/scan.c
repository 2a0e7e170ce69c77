#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "internal.h"

#if defined(__x86_64__)
#include <immintrin.h>
#endif

// Rows that one call of a kernel takes: the bits of a word of a bitmap.
enum { GROUP = CVK_GROUP, SPARSE_MAX = 12 };

// Up to 64 rows of a block with their bounds: all of `first ..< first + count`, or those that `rows` names.
typedef struct {
    float upper[GROUP];
    const uint32_t *rows;
    uint32_t first;
    uint32_t count;
    uint32_t number;  // what candidates are numbered from: of row `first`, or of row 0 with `rows`
} group;

struct cvk_collector {
    cvk_candidate *entries;
    uint32_t count;
    uint32_t keep;
    uint32_t capacity;
    uint32_t sorted;
    float threshold;  // no row below it is kept; -infinity before the first cut
};

cvk_collector *cvk_collector_make(uint32_t keep) {
    cvk_collector *collector = calloc(1, sizeof(cvk_collector));
    if (collector == NULL) {
        return NULL;
    }
    collector->keep = keep < 1 ? 1 : keep;
    collector->capacity = collector->keep > UINT32_MAX / 2 ? UINT32_MAX : 2 * collector->keep;
    if (collector->capacity < 2 * GROUP) {
        collector->capacity = 2 * GROUP;
    }
    collector->threshold = -INFINITY;
    collector->entries = malloc((size_t)collector->capacity * sizeof(cvk_candidate));
    if (collector->entries == NULL) {
        free(collector);
        return NULL;
    }
    return collector;
}

void cvk_collector_free(cvk_collector *collector) {
    if (collector != NULL) {
        free(collector->entries);
        free(collector);
    }
}

// A total order, so that what is kept does not depend on the order of arrival.
static inline bool better(cvk_candidate a, cvk_candidate b) {
    return a.upper > b.upper || (a.upper == b.upper && a.row < b.row);
}

// Moves the best `wanted` entries to the front (selection by partition around the middle of three).
static void select_best(cvk_candidate *entries, uint32_t count, uint32_t wanted) {
    int64_t low = 0;
    int64_t high = (int64_t)count - 1;
    int64_t target = wanted;
    while (low < high) {
        cvk_candidate a = entries[low], b = entries[low + (high - low) / 2], c = entries[high];
        cvk_candidate middle = better(a, b) ? (better(b, c) ? b : (better(a, c) ? c : a))
                                            : (better(a, c) ? a : (better(b, c) ? c : b));
        int64_t i = low;
        int64_t j = high;
        while (i <= j) {
            while (better(entries[i], middle)) {
                i++;
            }
            while (better(middle, entries[j])) {
                j--;
            }
            if (i <= j) {
                cvk_candidate swapped = entries[i];
                entries[i++] = entries[j];
                entries[j--] = swapped;
            }
        }
        if (target <= j) {
            high = j;
        } else if (target >= i) {
            low = i;
        } else {
            return;
        }
    }
}

static void cut(cvk_collector *collector) {
    if (collector->count <= collector->keep) {
        return;
    }
    select_best(collector->entries, collector->count, collector->keep);
    collector->count = collector->keep;
    float lowest = INFINITY;
    for (uint32_t i = 0; i < collector->count; i++) {
        lowest = fminf(lowest, collector->entries[i].upper);
    }
    collector->threshold = lowest;
}

#if defined(__x86_64__)
__attribute__((target("avx2"))) static uint64_t reach_avx2(const float *upper, float threshold) {
    uint64_t bits = 0;
    for (uint32_t i = 0; i < GROUP; i += 8) {
        __m256 reaches = _mm256_cmp_ps(_mm256_loadu_ps(upper + i), _mm256_set1_ps(threshold), _CMP_GE_OQ);
        bits |= (uint64_t)(uint32_t)_mm256_movemask_ps(reaches) << i;
    }
    return bits;
}
#endif

// A bit for each of the 64 bounds that is not below the threshold.
static uint64_t reach(cvk_variant variant, const float *upper, float threshold) {
#if defined(__x86_64__)
    if (variant != CVK_PORTABLE) {
        return reach_avx2(upper, threshold);
    }
#endif
    (void)variant;
    uint64_t bits = 0;
    for (uint32_t i = 0; i < GROUP; i++) {
        bits |= (uint64_t)(upper[i] >= threshold) << i;
    }
    return bits;
}

static void offer(cvk_collector *collector, cvk_variant variant, const group *found, uint64_t wanted) {
    if (collector->capacity - collector->count < GROUP) {
        cut(collector);
    }
    uint64_t reaching = wanted & reach(variant, found->upper, collector->threshold);
    reaching &= found->count == GROUP ? UINT64_MAX : (UINT64_C(1) << found->count) - 1;
    for (; reaching != 0; reaching &= reaching - 1) {
        uint32_t r = (uint32_t)__builtin_ctzll(reaching);
        uint32_t row = found->number + (found->rows == NULL ? r : found->rows[r]);
        cvk_candidate one = {.upper = found->upper[r], .row = row};
        collector->entries[collector->count++] = one;
    }
}

static int by_bound(const void *left, const void *right) {
    cvk_candidate a = *(const cvk_candidate *)left;
    cvk_candidate b = *(const cvk_candidate *)right;
    return better(a, b) ? -1 : (better(b, a) ? 1 : 0);
}

uint32_t cvk_collector_next(cvk_collector *collector, uint32_t wanted) {
    cut(collector);
    cvk_candidate *rest = collector->entries + collector->sorted;
    uint32_t left = collector->count - collector->sorted;
    if (wanted < left) {
        select_best(rest, left, wanted);
        left = wanted;
    }
    qsort(rest, left, sizeof(cvk_candidate), by_bound);
    collector->sorted += left;
    return collector->sorted;
}

uint32_t cvk_collector_reaching(cvk_collector *collector, float bound) {
    uint32_t end = collector->sorted;
    for (uint32_t i = collector->sorted; i < collector->count; i++) {
        cvk_candidate one = collector->entries[i];
        if (one.upper >= bound) {
            collector->entries[i] = collector->entries[end];
            collector->entries[end++] = one;
        }
    }
    return end;
}

const cvk_candidate *cvk_collector_candidates(const cvk_collector *collector) { return collector->entries; }

float cvk_collector_lost(const cvk_collector *collector) { return collector->threshold; }

static inline __attribute__((always_inline)) void add_simple(group *found, const cvk_matrix *matrix,
                                                             const cvk_term *term, const int32_t *dots) {
    float scale = term->query->scale, length = term->query->length, slack = term->query->slack;
    for (uint32_t r = 0; r < found->count; r++) {
        float score = (float)dots[r] * (matrix->scale[r] * scale);
        found->upper[r] += term->weight[0] * (score + (matrix->residual[r] * length + slack));
    }
}

#if defined(__x86_64__)
__attribute__((target("avx2"))) static void add_simple_avx2(group *found, const cvk_matrix *matrix,
                                                            const cvk_term *term, const int32_t *dots) {
    add_simple(found, matrix, term, dots);
}
#endif

// The bounds' part of one matrix where weights depend on the row or where negative cosines count 0.
static void add_general(const cvk_plan *plan, const cvk_block *block, group *found, const cvk_term *term,
                        const cvk_matrix *matrix, const int32_t *dots) {
    const cvk_query *query = term->query;
    for (uint32_t r = 0; r < found->count; r++) {
        uint32_t row = found->rows == NULL ? r : found->rows[r];
        size_t number = cvk_number(matrix, row);
        float score = (float)dots[r] * (matrix->scale[number] * query->scale);
        float most = score + (matrix->residual[number] * query->length + query->slack);
        most = plan->clamp_scan && most < 0 ? 0 : most;
        found->upper[r] += term->weight[block->mask[found->first + row]] * most;
    }
}

// Works out the upper bounds of a group.
static void bound(const cvk_plan *plan, const cvk_block *block, group *found) {
    int32_t dots[GROUP];
    memset(found->upper, 0, sizeof(found->upper));
    for (uint32_t t = 0; t < plan->term_count; t++) {
        const cvk_term *term = &plan->term[t];
        cvk_matrix matrix = cvk_from_group(&block->matrix[term->matrix], found->first);
        cvk_dots(plan->variant, &matrix, block->stride, found->rows, found->count, term->query, dots);
        if (found->rows != NULL || !term->uniform || plan->clamp_scan) {
            add_general(plan, block, found, term, &matrix, dots);
            continue;
        }
#if defined(__x86_64__)
        if (plan->variant != CVK_PORTABLE) {
            add_simple_avx2(found, &matrix, term, dots);
            continue;
        }
#endif
        add_simple(found, &matrix, term, dots);
    }
}

// So many rows are asked for while as many are worked on: few enough that their codes wait in a near cache.
enum { WAITING_MAX = 16 };

typedef struct {
    uint32_t rows[WAITING_MAX];
    uint32_t count;
} waiting_list;

// Works on the rows that were asked for first and puts the younger ones in their place.
static void advance(const cvk_plan *plan, const cvk_block *block, waiting_list lists[2], uint32_t first_row,
                    cvk_collector *collector) {
    if (lists[0].count > 0) {
        group found = {.rows = lists[0].rows, .first = 0, .count = lists[0].count, .number = first_row};
        bound(plan, block, &found);
        offer(collector, plan->variant, &found, UINT64_MAX);
    }
    lists[0] = lists[1];
    lists[1].count = 0;
}

void cvk_bound_ahead(const cvk_plan *plan, const cvk_block *block, uint32_t row) {
    for (uint32_t t = 0; t < plan->term_count; t++) {
        const cvk_matrix *matrix = &block->matrix[plan->term[t].matrix];
        const int8_t *codes = cvk_codes(matrix, block->stride, row);
        size_t number = cvk_number(matrix, row);
        for (uint32_t i = 0; i < block->stride; i += 64) {
            __builtin_prefetch(codes + i);
        }
        __builtin_prefetch(matrix->sum + number);
        __builtin_prefetch(matrix->scale + number);
        __builtin_prefetch(matrix->residual + number);
    }
}

float cvk_bound(const cvk_plan *plan, const cvk_block *block, uint32_t row) {
    group found = {.rows = &row, .first = 0, .count = 1, .number = 0};
    bound(plan, block, &found);
    return found.upper[0];
}

// Queues a row and asks for its codes.
static void enqueue(const cvk_plan *plan, const cvk_block *block, waiting_list *list, uint32_t row) {
    list->rows[list->count++] = row;
    cvk_bound_ahead(plan, block, row);
}

void cvk_scan(const cvk_plan *plan, const cvk_block *block, uint32_t rows, const uint64_t *wanted, uint32_t first_row,
              cvk_collector *collector) {
    waiting_list lists[2] = {{.count = 0}, {.count = 0}};
    for (uint32_t start = 0; start < rows; start += GROUP) {
        uint32_t count = rows - start < GROUP ? rows - start : GROUP;
        uint64_t word = wanted == NULL ? UINT64_MAX : wanted[start / GROUP];
        word &= count == GROUP ? UINT64_MAX : (UINT64_C(1) << count) - 1;
        if (__builtin_popcountll(word) > SPARSE_MAX) {
            group found = {.rows = NULL, .first = start, .count = count, .number = first_row + start};
            bound(plan, block, &found);
            offer(collector, plan->variant, &found, word);
            continue;
        }
        for (; word != 0; word &= word - 1) {
            enqueue(plan, block, &lists[1], start + (uint32_t)__builtin_ctzll(word));
            if (lists[1].count == WAITING_MAX) {
                advance(plan, block, lists, first_row, collector);
            }
        }
    }
    advance(plan, block, lists, first_row, collector);
    advance(plan, block, lists, first_row, collector);
}
