variable "environment" {
  description = "Name of the deployment, such as production; it is in tags and in the key's description."
  type        = string

  validation {
    condition     = can(regex("^[a-z][a-z0-9-]{1,30}$", var.environment))
    error_message = "The environment is 2 to 31 lower-case letters, digits and dashes, a letter first."
  }
}

variable "region" {
  description = "AWS region in which everything is kept; bucket names end with it, and the gateway's UNIVOICE_REGION is the same."
  type        = string

  validation {
    condition     = can(regex("^[a-z]{2}(-[a-z]+)+-[0-9]$", var.region))
    error_message = "The region is the name of an AWS region, such as eu-west-1."
  }
}

variable "kms_key_arn" {
  description = "ARN of the customer managed key for voices, recordings and personal data; null makes one with the alias univoice-data."
  type        = string
  default     = null

  validation {
    condition = var.kms_key_arn == null || can(
      regex("^arn:aws[a-z-]*:kms:${var.region}:[0-9]{12}:key/[0-9A-Za-z-]+$", var.kms_key_arn)
    )
    error_message = "The key is given by its ARN (arn:aws:kms:REGION:ACCOUNT:key/ID), not by an alias, and lies in the same region."
  }
}

variable "access_log_bucket" {
  description = "Name of the bucket, in the same region and account, that takes the access logs of the buckets made here; null keeps none."
  type        = string
  # Without a default: whoever keeps no log of who fetched recordings has said so.

  validation {
    condition     = var.access_log_bucket == null || can(regex("^[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]$", var.access_log_bucket))
    error_message = "The log bucket is named by its plain name, 3 to 63 lower-case letters, digits, dots and dashes."
  }
}

variable "deletion_protection" {
  description = "Whether tables refuse to be deleted."
  type        = bool
  default     = true
  nullable    = false
}

variable "recording_retention_days" {
  description = "How long recordings with their transcripts are kept, in days."
  type        = number
  default     = 730
  nullable    = false

  validation {
    condition     = var.recording_retention_days >= 1 && floor(var.recording_retention_days) == var.recording_retention_days
    error_message = "Recordings are kept for a whole number of days, 1 or more."
  }
}

variable "participation_retention_days" {
  description = "How long is kept who took part in whose sessions, in days from when they joined. Must outlast the session and the 30 days for which its words are kept: what was said there is found by it when somebody is to be forgotten."
  type        = number
  default     = 90
  nullable    = false

  validation {
    condition     = var.participation_retention_days >= 45 && floor(var.participation_retention_days) == var.participation_retention_days
    error_message = "Participations are kept for a whole number of days, 45 or more: as long as a session lasts and its words are kept."
  }
}

variable "erasure_record_retention_days" {
  description = "How long the records of completed erasures and withdrawals are kept, in days; null keeps them for ever. Open ones always stay."
  type        = number
  default     = null

  validation {
    # Null first in each: what is null cannot be compared.
    condition = var.erasure_record_retention_days == null ? true : (
      var.erasure_record_retention_days >= 365 && floor(var.erasure_record_retention_days) == var.erasure_record_retention_days
    )
    error_message = "Records of erasures are proofs, kept for a whole number of days, 365 or more, or (null) for ever."
  }
}

variable "origins" {
  description = "Pages that may read recordings by their links from scripts, as scheme://host:port; the same as the gateway's UNIVOICE_ORIGINS. Empty allows none; players and downloads need none."
  type        = list(string)
  default     = []
  nullable    = false

  validation {
    condition     = alltrue([for origin in var.origins : can(regex("^https?://[A-Za-z0-9.-]+(:[0-9]{1,5})?$", origin))])
    error_message = "An origin is scheme://host or scheme://host:port, without a path and without *."
  }
}

variable "tags" {
  description = "Tags of everything that is made, beside Environment and Service."
  type        = map(string)
  default     = {}
  nullable    = false
}
