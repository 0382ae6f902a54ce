# What is archived must answer at once, as the gateway reads it and links to it whenever somebody asks: so
# GLACIER_IR (instant retrieval), and neither GLACIER nor DEEP_ARCHIVE, whose objects are to be restored first.

locals {
  # Nothing is moved that would go before or on the same day.
  recording_transitions = {
    for class, days in { STANDARD_IA = 30, GLACIER_IR = 90 } : class => days if days < var.recording_retention_days
  }
}

resource "aws_s3_bucket_lifecycle_configuration" "voice_embeddings" {
  region = var.region
  bucket = aws_s3_bucket.this["voice_embeddings"].id

  # No version expires: a profile's item names the version of its embedding, which need not be the newest.
  rule {
    id     = "archive"
    status = "Enabled"

    filter {
      prefix = "embeddings/"
    }

    transition {
      days          = 90
      storage_class = "STANDARD_IA"
    }

    transition {
      days          = 365
      storage_class = "GLACIER_IR"
    }
  }

  rule {
    id     = "abandoned-uploads"
    status = "Enabled"

    filter {}

    abort_incomplete_multipart_upload {
      days_after_initiation = 1
    }
  }

  depends_on = [aws_s3_bucket_versioning.this]
}

resource "aws_s3_bucket_lifecycle_configuration" "recordings" {
  region = var.region
  bucket = aws_s3_bucket.this["recordings"].id

  rule {
    id     = "recordings"
    status = "Enabled"

    filter {
      prefix = "recordings/"
    }

    dynamic "transition" {
      for_each = local.recording_transitions

      content {
        days          = transition.value
        storage_class = transition.key
      }
    }

    expiration {
      days = var.recording_retention_days
    }
  }

  # Which recordings somebody is in. A file is written after its note, so the note stays a month longer.
  rule {
    id     = "notes"
    status = "Enabled"

    filter {
      prefix = "users/"
    }

    expiration {
      days = var.recording_retention_days + 30
    }
  }

  # The gateway, too, removes after a day what a gateway that was killed left behind.
  rule {
    id     = "abandoned-uploads"
    status = "Enabled"

    filter {}

    abort_incomplete_multipart_upload {
      days_after_initiation = 1
    }
  }
}

# Consents, glossaries and open erasures have no rule: they stay until the gateway deletes them.
resource "aws_s3_bucket_lifecycle_configuration" "personal_data" {
  #checkov:skip=CKV_AWS_300:The last rule does; the check does not read past a dynamic one
  region = var.region
  bucket = aws_s3_bucket.this["personal_data"].id

  rule {
    id     = "participations"
    status = "Enabled"

    filter {
      prefix = "participations/"
    }

    expiration {
      days = var.participation_retention_days
    }
  }

  dynamic "rule" {
    for_each = var.erasure_record_retention_days == null ? [] : ["erasures", "withdrawals"]

    content {
      id     = "completed-${rule.value}"
      status = "Enabled"

      filter {
        prefix = "${rule.value}/complete/"
      }

      expiration {
        days = var.erasure_record_retention_days
      }
    }
  }

  rule {
    id     = "abandoned-uploads"
    status = "Enabled"

    filter {}

    abort_incomplete_multipart_upload {
      days_after_initiation = 1
    }
  }
}
