namespace Visavis.Engine.Lipsync;

/// <summary>
/// Moves a value towards where it is wanted within a velocity and an acceleration: what is decided late or taken back moves the face like
/// flesh, never like a switch.
/// </summary>
/// <param name="velocity">Most units a second.</param>
/// <param name="acceleration">Most units a second squared.</param>
internal sealed class Follower(float velocity, float acceleration)
{
    private bool _started;
    private float _value, _speed;

    /// <summary>The value after <paramref name="seconds"/>; the first is where it is wanted.</summary>
    public float Next(float wanted, float seconds)
    {
        if (!_started)
        {
            (_started, _value) = (true, wanted);
            return wanted;
        }
        if (seconds <= 0)
        {
            return _value;
        }
        var way = wanted - _value;
        // Fast enough to arrive, slow enough to stop there: v² = 2as, less the step that is made before the next look.
        var step = acceleration * seconds / 2;
        var braking = MathF.Max(0, MathF.Sqrt(2 * acceleration * MathF.Abs(way) + step * step) - step);
        var speed = Math.Clamp(way / seconds, -MathF.Min(velocity, braking), MathF.Min(velocity, braking));
        _speed = Math.Clamp(speed, _speed - acceleration * seconds, _speed + acceleration * seconds);
        _value += _speed * seconds;
        return _value;
    }
}
