using Visavis.Engine.Lipsync;
using Visavis.Engine.Media;

namespace Visavis.Engine.Render;

/// <summary>
/// Paints one session's frames. It keeps the still scene (base picture with the present mouth and eyes) and carries it
/// through the head's displacement into the target, touching only what changed. Holds about 4.5 MiB. Not
/// thread-safe.
/// </summary>
public sealed unsafe class FrameRenderer : IDisposable
{
    private readonly AvatarRig _rig;
    private readonly YuvPlanes _scene;
    private readonly RegionWarp _mouth, _eyes;
    private readonly PatchMix _mouthMix, _eyesMix;
    private readonly GridWarp _head;
    private readonly LoopPainter? _loop;
    private HeadPose? _pose;
    private FaceState? _painted;
    private nint _target;

    public FrameRenderer(AvatarRig rig)
    {
        ArgumentNullException.ThrowIfNull(rig);
        _rig = rig;
        _scene = new YuvPlanes(rig.Width, rig.Height);
        _scene.CopyFrom(rig.Still);
        _mouth = new RegionWarp(rig.Mouth, rig.Mouth.Rectangle.Height);
        // Where a pack's rectangles overlap, the mouth has the rows: one owner for every pixel.
        _eyes = new RegionWarp(rig.Eyes, rig.Eyes.Rectangle.RowsAbove(rig.Mouth.Rectangle));
        _mouthMix = new PatchMix(rig.Mouth.Patches.Length);
        _eyesMix = new PatchMix(rig.Eyes.Patches.Length);
        _head = new GridWarp(rig.Width, rig.Height);
        _loop = rig.Loop is { } loop ? new LoopPainter(loop, rig.Mouth.Rectangle, rig.Eyes.Rectangle, rig.Width, rig.Height) : null;
    }

    /// <summary>
    /// Paints <paramref name="face"/> into <paramref name="target"/>. Into the same target again it repaints only what changed,
    /// so nobody else may draw there in between. Numbers out of range count as the nearest allowed, NaN as 0.
    /// </summary>
    public void Paint(in FaceState face, YuvPicture target)
    {
        if (target.Width != _rig.Width || target.Height != _rig.Height)
        {
            throw new ArgumentException($"The target is {target.Width} x {target.Height}, but {_rig.Id} is {_rig.Width} x {_rig.Height}.", nameof(target));
        }
        var bounded = FaceLimits.Bound(face);
        var isFirst = _painted is null || _target != (nint)target.Y;
        var mouth = PaintMouth(bounded);
        var eyes = PaintEyes(bounded);
        if (_loop is not null)
        {
            _loop.PaintNext(_scene, target);
            _painted = bounded;
            return;
        }
        var turned = Turn(new HeadPose(bounded.Yaw, bounded.Pitch, bounded.Roll, bounded.Breath));
        if (isFirst)
        {
            CopyStill(target);
        }
        if (isFirst || turned)
        {
            _head.Warp(_scene, target, _rig.Field.Support.Union(_head.CellsReading(_mouth.Painted)).Union(_head.CellsReading(_eyes.Painted)));
        }
        else
        {
            _head.Warp(_scene, target, mouth);
            _head.Warp(_scene, target, eyes);
        }
        (_painted, _target) = (bounded, (nint)target.Y);
    }

    public void Dispose() => _loop?.Dispose();

    /// <summary>Takes a pose; true when the picture has to be warped anew because of it.</summary>
    private bool Turn(in HeadPose pose)
    {
        if (_pose == pose)
        {
            return false;
        }
        _pose = pose;
        _rig.Field.Compose(pose, _head.X, _head.Y);
        _head.Measure();
        return true;
    }

    private CellRectangle PaintMouth(in FaceState face)
    {
        if (_painted is { } last && FaceLimits.SameMouth(last, face))
        {
            return default;
        }
        MouthMix.Fill(face, _mouthMix.Weights);
        _mouthMix.Choose();
        _mouth.PlaceMean(_mouthMix);
        _mouth.Paint(_mouthMix, _scene);
        return _head.CellsReading(_mouth.Painted);
    }

    private CellRectangle PaintEyes(in FaceState face)
    {
        if (_painted is { } last && FaceLimits.SameEyes(last, face))
        {
            return default;
        }
        EyesMix.Fill(face, _eyesMix.Weights);
        _eyesMix.Choose();
        EyesMix.Place(face, _rig.Eyes.Shapes, _eyes.Target);
        _eyes.Paint(_eyesMix, _scene);
        return _head.CellsReading(_eyes.Painted);
    }

    private void CopyStill(YuvPicture target)
    {
        for (var row = 0; row < target.Height; row++)
        {
            _rig.Still.View.YRow(row).CopyTo(target.YRow(row));
        }
        for (var row = 0; row < target.Height / 2; row++)
        {
            _rig.Still.View.URow(row).CopyTo(target.URow(row));
            _rig.Still.View.VRow(row).CopyTo(target.VRow(row));
        }
    }
}
