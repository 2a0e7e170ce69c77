/// A text as a key by its bytes, which is faster than by what Unicode takes for equal. Its bytes are hashed once.
struct TextKey: Hashable, Sendable {
    let text: String
    private let digest: Int

    init(_ text: String) {
        var (text, hasher) = (text, Hasher())
        text.withUTF8 { hasher.combine(bytes: UnsafeRawBufferPointer($0)) }
        (self.text, digest) = (text, hasher.finalize())
    }

    static func == (one: TextKey, two: TextKey) -> Bool {
        guard one.digest == two.digest, one.text.utf8.count == two.text.utf8.count else { return false }
        var (one, two) = (one.text, two.text)
        return one.withUTF8 { first in two.withUTF8 { first.elementsEqual($0) } }
    }

    func hash(into hasher: inout Hasher) { hasher.combine(digest) }
}
