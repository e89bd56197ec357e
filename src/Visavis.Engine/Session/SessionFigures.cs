namespace Visavis.Engine.Session;

/// <summary>What a session did and how fast, for the operator's log.</summary>
/// <param name="FirstSegmentMs">From creation to the first whole published segment; null if there was none.</param>
/// <param name="FirstViewerMs">From creation to the first request for media.</param>
/// <param name="MediaSeconds">Length of what was published.</param>
/// <param name="Clauses">Clauses spoken, or pieces of a sound.</param>
/// <param name="SmallestLeadMs">The least time a part was ready before it was due; negative if one was late.</param>
/// <param name="LateParts">Parts published more than one part's length after they were due.</param>
public sealed record SessionFigures(
    double? FirstSegmentMs, double? FirstViewerMs, double MediaSeconds, int Clauses, double SmallestLeadMs, int LateParts)
{
    /// <summary>
    /// For each word of a sound, how long after it was heard it became known, in ms of media time; 0 for one that was known before.
    /// Empty for text.
    /// </summary>
    public IReadOnlyList<double> WordDelaysMs { get; init; } = [];
}
