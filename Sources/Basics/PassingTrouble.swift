/// An error that tells whether it passes: a database can be full or locked now and answer in a minute.
package protocol PassingTrouble: Error {
    /// Whether the same request may succeed later, without having been changed.
    var passes: Bool { get }
}
