import Synchronization

/// Something that is made from settings, and made anew when these have changed.
final class Rebuilt<Source: Equatable & Sendable, Product: Sendable>: Sendable {
    private struct Kept: Sendable {
        let source: Source
        let product: Product
    }

    private let make: @Sendable (Source) -> Product
    private let kept = Mutex<Kept?>(nil)

    init(_ make: @escaping @Sendable (Source) -> Product) {
        self.make = make
    }

    func product(of source: Source) -> Product {
        kept.withLock { kept in
            if let kept, kept.source == source { return kept.product }
            let product = make(source)
            kept = Kept(source: source, product: product)
            return product
        }
    }

    /// Makes the next one anew, whatever the settings are.
    func forget() {
        kept.withLock { $0 = nil }
    }
}
