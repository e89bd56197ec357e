namespace Visavis.Engine.Lipsync;

/// <summary>Eyes rest on the viewer and glance aside by little, in jumps of 60 ms.</summary>
internal sealed class Gaze(Random random)
{
    private const double Jump = 0.06;

    private double _jump = double.NegativeInfinity;
    private double _next = 1.5 + 2 * random.NextDouble();
    private (double X, double Y) _from, _to;

    /// <summary>Towards the person's left and up; asked for with rising times.</summary>
    /// <param name="time">Seconds.</param>
    /// <param name="thinking">Whoever thinks looks aside and up, for longer.</param>
    public (float X, float Y) At(double time, bool thinking = false)
    {
        while (time >= _next)
        {
            _from = _to;
            _jump = _next;
            if (thinking)
            {
                _to = ((random.Next(2) * 2 - 1) * (0.35 + 0.3 * random.NextDouble()), 0.25 + 0.35 * random.NextDouble());
                _next += 0.9 + 1.1 * random.NextDouble();
                continue;
            }
            // Never two glances in a row far from the viewer: each is followed by the way back.
            _to = _to == default ? (0.56 * (random.NextDouble() - 0.5), 0.3 * (random.NextDouble() - 0.6)) : default;
            _next += _to == default ? 1.6 + 2.4 * random.NextDouble() : 1 + 0.8 * random.NextDouble();
        }
        var x = Math.Clamp((time - _jump) / Jump, 0, 1);
        var eased = x * x * (3 - 2 * x);
        return ((float)(_from.X + eased * (_to.X - _from.X)), (float)(_from.Y + eased * (_to.Y - _from.Y)));
    }
}
