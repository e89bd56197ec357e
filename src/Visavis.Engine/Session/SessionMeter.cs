namespace Visavis.Engine.Session;

/// <summary>Measures one session as it goes, from its creation on.</summary>
internal sealed class SessionMeter(TimeProvider time)
{
    private readonly long _created = time.GetTimestamp();
    private double? _firstSegmentMs;
    private double? _firstViewerMs;
    private double _smallestLeadMs = double.PositiveInfinity;
    private int _lateParts;

    public bool HasSegment => _firstSegmentMs is not null;

    public bool HasViewer => _firstViewerMs is not null;

    public void SegmentPublished() => _firstSegmentMs ??= Elapsed;

    public void ViewerArrived() => _firstViewerMs ??= Elapsed;

    /// <summary>A part must be there when its first sample is due plus the part's own length: players hold back three parts.</summary>
    /// <param name="leadMs">How much media is published ahead of the clock.</param>
    public void PartPublished(double leadMs)
    {
        _smallestLeadMs = Math.Min(_smallestLeadMs, leadMs);
        _lateParts += leadMs < -PartProducer.Part.Milliseconds ? 1 : 0;
    }

    public SessionFigures Figures(double mediaSeconds, int clauses) =>
        new(_firstSegmentMs, _firstViewerMs, mediaSeconds, clauses, double.IsFinite(_smallestLeadMs) ? _smallestLeadMs : 0, _lateParts);

    private double Elapsed => time.GetElapsedTime(_created).TotalMilliseconds;
}
