// Elementwise kernels written once with vector types and compiled for each instruction set by dispatch.c.
// Before inclusion: KN_NAME(name) gives the function its suffix, KN_WIDTH is the number of lanes.

typedef float KN_NAME(vec) __attribute__((vector_size(4 * KN_WIDTH), aligned(4)));
typedef int32_t KN_NAME(ivec) __attribute__((vector_size(4 * KN_WIDTH), aligned(4)));
#define VEC KN_NAME(vec)
#define IVEC KN_NAME(ivec)
#define LOAD(p) (*(const VEC *)(p))
#define STORE(p, v) (*(VEC *)(p) = (v))

static inline __attribute__((always_inline)) VEC KN_NAME(exp_of)(VEC x) {
    // Range reduction to |r| <= ln(2)/2, then the Taylor polynomial of degree 7 (relative error about 1e-7).
    x = __builtin_elementwise_max(x, (VEC)(x * 0.0f - 87.0f));
    x = __builtin_elementwise_min(x, (VEC)(x * 0.0f + 88.0f));
    VEC n = __builtin_elementwise_rint(x * 1.44269504f);
    VEC r = x - n * 0.693359375f + n * 2.12194440e-4f;
    VEC p = 1.0f / 5040.0f + r * 0.0f;
    p = p * r + 1.0f / 720.0f;
    p = p * r + 1.0f / 120.0f;
    p = p * r + 1.0f / 24.0f;
    p = p * r + 1.0f / 6.0f;
    p = p * r + 0.5f;
    p = p * r + 1.0f;
    p = p * r + 1.0f;
    IVEC power = (__builtin_convertvector(n, IVEC) + 127) << 23;
    return p * (VEC)power;
}

static inline __attribute__((always_inline)) VEC KN_NAME(gelu_of)(VEC x) {
    // Abramowitz and Stegun 7.1.26 for the complementary error function at |x|/sqrt(2), error below 1.5e-7.
    VEC a = __builtin_elementwise_abs(x);
    VEC t = 1.0f / (1.0f + a * (0.3275911f * 0.70710678f));
    VEC p = t * 1.061405429f - 1.453152027f;
    p = p * t + 1.421413741f;
    p = p * t - 0.284496736f;
    p = p * t + 0.254829592f;
    VEC tail = 0.5f * a * p * t * KN_NAME(exp_of)(a * a * -0.5f);
    return __builtin_elementwise_max(x, x * 0.0f) - tail;
}

static inline __attribute__((always_inline)) float KN_NAME(sum_of)(VEC v) {
    float total = 0;
    for (int i = 0; i < KN_WIDTH; i++) total += v[i];
    return total;
}

static void KN_NAME(add_bias)(float *y, const float *bias, size_t rows, size_t columns, size_t stride) {
    for (size_t r = 0; r < rows; r++, y += stride) {
        size_t c = 0;
        for (; c + KN_WIDTH <= columns; c += KN_WIDTH) STORE(y + c, LOAD(y + c) + LOAD(bias + c));
        for (; c < columns; c++) y[c] += bias[c];
    }
}

static void KN_NAME(add_bias_gelu)(float *y, const float *bias, size_t rows, size_t columns) {
    for (size_t r = 0; r < rows; r++, y += columns) {
        size_t c = 0;
        for (; c + KN_WIDTH <= columns; c += KN_WIDTH)
            STORE(y + c, KN_NAME(gelu_of)(LOAD(y + c) + LOAD(bias + c)));
        for (; c < columns; c++) y[c] = 0.5f * (y[c] + bias[c]) * (1 + erff((y[c] + bias[c]) * 0.70710678f));
    }
}

static void KN_NAME(add_norm)(
    const float *y, const float *residual, float *out, struct kn_norm norm, size_t rows, size_t columns) {
    for (size_t r = 0; r < rows; r++, y += columns, residual += columns, out += columns) {
        VEC sums = {0}, squares = {0};
        float sum = 0, square = 0;
        size_t c = 0;
        for (; c + KN_WIDTH <= columns; c += KN_WIDTH) {
            VEC v = LOAD(y + c) + LOAD(norm.bias + c) + LOAD(residual + c);
            STORE(out + c, v);
            sums += v;
        }
        size_t whole = c;
        for (; c < columns; c++) sum += out[c] = y[c] + norm.bias[c] + residual[c];
        float mean = (sum + KN_NAME(sum_of)(sums)) / (float)columns;
        // A second pass over the row in the cache: one-pass variances lose digits when the mean is large.
        for (c = 0; c < whole; c += KN_WIDTH) {
            VEC d = LOAD(out + c) - mean;
            squares += d * d;
        }
        for (; c < columns; c++) square += (out[c] - mean) * (out[c] - mean);
        float scale = 1.0f / sqrtf((square + KN_NAME(sum_of)(squares)) / (float)columns + norm.epsilon);
        for (c = 0; c < whole; c += KN_WIDTH)
            STORE(out + c, (LOAD(out + c) - mean) * scale * LOAD(norm.scale + c) + LOAD(norm.shift + c));
        for (; c < columns; c++) out[c] = (out[c] - mean) * scale * norm.scale[c] + norm.shift[c];
    }
}

static void KN_NAME(softmax)(float *x, size_t rows, size_t columns) {
    for (size_t r = 0; r < rows; r++, x += columns) {
        float top = x[0], sum = 0;
        for (size_t c = 1; c < columns; c++) top = x[c] > top ? x[c] : top;
        VEC sums = {0};
        size_t c = 0;
        for (; c + KN_WIDTH <= columns; c += KN_WIDTH) {
            VEC e = KN_NAME(exp_of)(LOAD(x + c) - top);
            STORE(x + c, e);
            sums += e;
        }
        for (; c < columns; c++) sum += x[c] = expf(x[c] - top);
        float scale = 1.0f / (sum + KN_NAME(sum_of)(sums));
        for (c = 0; c < columns; c++) x[c] *= scale;
    }
}

// Few rows: every weight is read once, straight from the row-major matrix, for four rows of x at a time.
static void KN_NAME(linear_four)(
    const float *x, const float *w, float *y, size_t inputs, size_t outputs, size_t stride, size_t rows) {
    const float *x0 = x, *x1 = x + (rows > 1) * inputs, *x2 = x + (rows > 2 ? 2 : 0) * inputs;
    const float *x3 = x + (rows > 3 ? 3 : 0) * inputs;
    for (size_t o = 0; o < outputs; o += 4) {
        const float *w0 = w + o * inputs, *w1 = w0 + inputs, *w2 = w1 + inputs, *w3 = w2 + inputs;
        VEC s[4][4] = {{{0}}};
        for (size_t i = 0; i < inputs; i += KN_WIDTH) {
            VEC a0 = LOAD(x0 + i), a1 = LOAD(x1 + i), a2 = LOAD(x2 + i), a3 = LOAD(x3 + i), b;
            b = LOAD(w0 + i), s[0][0] += a0 * b, s[1][0] += a1 * b, s[2][0] += a2 * b, s[3][0] += a3 * b;
            b = LOAD(w1 + i), s[0][1] += a0 * b, s[1][1] += a1 * b, s[2][1] += a2 * b, s[3][1] += a3 * b;
            b = LOAD(w2 + i), s[0][2] += a0 * b, s[1][2] += a1 * b, s[2][2] += a2 * b, s[3][2] += a3 * b;
            b = LOAD(w3 + i), s[0][3] += a0 * b, s[1][3] += a1 * b, s[2][3] += a2 * b, s[3][3] += a3 * b;
        }
        for (size_t r = 0; r < rows; r++)
            for (size_t k = 0; k < 4; k++) y[r * stride + o + k] = KN_NAME(sum_of)(s[r][k]);
    }
}

#undef VEC
#undef IVEC
#undef LOAD
#undef STORE
