/// Whole stars beside the scale of 1 to 10 that all surfaces share.
package enum Stars {
    package static let range = 1...5

    /// 7 and 8 are four stars.
    package static func of(_ value: Int) -> Int { (value + 1) / 2 }

    package static func value(of stars: Int) -> Int { stars * 2 }
}
