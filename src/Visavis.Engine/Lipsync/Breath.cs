namespace Visavis.Engine.Lipsync;

/// <summary>
/// Breath whose phase never jumps: it runs faster or slower. Nobody inhales while speaking, so speech stretches the breath out and the pause before
/// it draws it in.
/// </summary>
internal sealed class Breath(Random random)
{
    /// <summary>Seconds of a breath at rest, at least, and how much more at most; each is drawn anew.</summary>
    private const double Shortest = 3.1, Spread = 2.4;

    /// <summary>Speech slows the breath that goes out and hurries the one that comes in.</summary>
    private const double Speaking = .6, Catching = 1.8;

    /// <summary>Seconds in which a new rate is taken up.</summary>
    private const double Settling = .5;

    private double _phase = random.NextDouble();
    private double _breaths = 1;
    private double _pace = 1 / (Shortest + Spread / 2);
    private double _rate = 1 / (Shortest + Spread / 2);
    private double _last = double.NaN;

    /// <summary>0 out to 1 in.</summary>
    public float At(double time, bool speaking)
    {
        var seconds = double.IsNaN(_last) ? 0 : Math.Max(0, time - _last);
        _last = time;
        var inhaling = _phase % 1 < .5;
        if (_phase >= _breaths)
        {
            (_breaths, _pace) = (Math.Floor(_phase) + 1, 1 / (Shortest + Spread * random.NextDouble()));
        }
        var wanted = _pace * (speaking ? inhaling ? Catching : Speaking : 1);
        _rate += (wanted - _rate) * Math.Min(1, seconds / Settling);
        _phase += _rate * seconds;
        return (float)(.5 - .5 * Math.Cos(2 * Math.PI * _phase));
    }
}
