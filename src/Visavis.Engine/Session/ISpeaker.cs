namespace Visavis.Engine.Session;

/// <summary>The speaking half of a session: places sound, mouth and words on the media clock, ahead of the picture.</summary>
internal interface ISpeaker : IDisposable
{
    /// <summary>Whether all that is to be said so far lies on the timeline, or nothing more can come.</summary>
    bool IsCaughtUp { get; }

    /// <summary>Why what lies on the timeline is not all there was to say; null while nothing went wrong.</summary>
    Exception? Failure { get; }

    /// <summary>Done when no more words of what was said can come.</summary>
    Task WordsKnown { get; }

    /// <summary>Pieces of speech placed so far.</summary>
    int Clauses { get; }

    /// <summary>The producing loop went on: there may be room for more speech.</summary>
    void Progressed();

    /// <summary>Speaks until all is said, if that can be known, or until cancelled.</summary>
    Task RunAsync(CancellationToken stop);
}
